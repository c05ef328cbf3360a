namespace Tracing.Control;

/// <summary>The codes of errors: for programs, so they stay as they are; their messages are for people.</summary>
internal static class ControlErrors
{
    /// <summary>The line is no JSON object, or no request. The connection ends where it is too long, too deep or no JSON.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>The method's parameters are missing, of another type, or unknown.</summary>
    public const string BadParams = "bad-params";

    /// <summary>The first request was not <c>hello</c>.</summary>
    public const string HelloFirst = "hello-first";

    /// <summary>The process does not speak the client's version.</summary>
    public const string WrongVersion = "wrong-version";

    /// <summary>There is no such method; an older process may not know it.</summary>
    public const string NoSuchMethod = "no-such-method";

    public const string NoSuchSession = "no-such-session";

    public const string NoSuchChannel = "no-such-channel";

    public const string NoSuchTrigger = "no-such-trigger";

    public const string NoSuchContext = "no-such-context";

    /// <summary>The value is understood and not possible: a name that is taken, a size out of range, a filter with a mistake.</summary>
    public const string NotPossible = "not-possible";

    /// <summary>The session's state does not allow it.</summary>
    public const string WrongState = "wrong-state";

    /// <summary>A file or folder could not be made, read or written.</summary>
    public const string FileFailed = "file-failed";

    /// <summary>The answer would be longer than an answer may be.</summary>
    public const string TooLong = "too-long";

    /// <summary>Too many clients. The connection ends.</summary>
    public const string TooMany = "too-many";

    /// <summary>The process failed in a way that nobody thought of.</summary>
    public const string Failed = "failed";
}
