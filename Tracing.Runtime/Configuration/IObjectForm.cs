namespace Tracing.Runtime.Configuration;

/// <summary>Which keys objects of one kind have: what the published schema says too.</summary>
internal interface IObjectForm
{
    /// <summary>What such an object is, and its name in the schema.</summary>
    string Name { get; }

    /// <summary>All keys.</summary>
    IEnumerable<(string Name, bool IsRequired)> Keys { get; }
}
