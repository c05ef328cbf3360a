namespace Tracing.Runtime;

/// <summary>What a statedump tells besides what it always does (docs/statedump.md). Read when a session is created, or asked for a dump.</summary>
public sealed class StatedumpOptions
{
    /// <summary>Whether the environment variables are told too; the values of those whose names are like a secret's are not. Default: no.</summary>
    public bool Environment { get; set; }

    internal StatedumpOptions Copy() => (StatedumpOptions)MemberwiseClone();
}
