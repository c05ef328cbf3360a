namespace Tracing.Generators.Parsing;

/// <summary>
/// Base names of generated members: <c>Done</c> in <c>DoneEnabled</c>. Given out in the order of declaration; only
/// overloads need one that is not the method's.
/// </summary>
internal sealed class MemberBases(List<TracepointSymbol> all)
{
    private readonly NameScope _taken = new();

    public string Take(TracepointSymbol symbol)
    {
        string method = symbol.Method.Name;
        if (_taken.TryTake(method))
        {
            return method;
        }

        // A further overload: after its event, as long as that is not the name of another method.
        string name = symbol.EventName;
        string wanted = Identifiers.ToIdentifier(name.Length == 0 ? method : name);
        while (all.Any(other => other.Method.Name == wanted))
        {
            wanted += "_";
        }

        return _taken.Take(wanted);
    }

    /// <summary>The property that says whether anybody wants the event.</summary>
    public static string Enabled(string memberBase) => memberBase + "Enabled";
}
