namespace Tracing.Reader.Records;

/// <summary>
/// Numbers the places in which decoding keeps what lengths and tags refer to. The packet header's come first, then the
/// stream class's, then each event class's own, which share numbers with those of the other event classes.
/// </summary>
internal sealed class RegisterFile
{
    /// <summary>How many fields outside of an event can be referred to from events, on top of those that are anyway.</summary>
    private const int Reserve = 64;

    private readonly RegisterFile? _outer;
    private readonly int _first;
    private int _next;
    private int _limit = int.MaxValue;

    public RegisterFile(RegisterFile? outer)
    {
        _outer = outer;
        if (outer is not null)
        {
            // What the outer scopes still take must not collide with ours.
            outer._limit = Math.Min(outer._limit, outer._next + Reserve);
            _first = outer._limit;
        }

        _next = _first;
    }

    /// <summary>Registers up to here are in use.</summary>
    public int Count => _next;

    /// <summary>A register for a field of one scope that is referred to from another; -1 if there is none.</summary>
    public int Take(Scope owner, Scope user)
    {
        RegisterFile file = this;
        for (int levels = LevelOf(user) - LevelOf(owner); levels > 0 && file._outer is not null; levels--)
        {
            file = file._outer;
        }

        return file._next < file._limit ? file._next++ : -1;
    }

    private static int LevelOf(Scope scope) => scope switch
    {
        Scope.PacketHeader => 0,
        Scope.PacketContext or Scope.EventHeader or Scope.CommonContext => 1,
        _ => 2,
    };
}
