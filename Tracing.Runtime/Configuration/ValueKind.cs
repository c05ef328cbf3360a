namespace Tracing.Runtime.Configuration;

/// <summary>What a value of a configuration is.</summary>
internal enum ValueKind
{
    Null,
    False,
    True,
    Number,
    Text,
    List,
    Object,
}
