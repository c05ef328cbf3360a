namespace Tracing.Runtime;

/// <summary>What one event rule has left out since it was set.</summary>
/// <param name="Pattern">The rule's pattern.</param>
/// <param name="Filter">Its filter; null for none.</param>
/// <param name="Filtered">Events that the filter refused.</param>
/// <param name="Suppressed">Events that its sampling left out.</param>
public sealed record EventRuleStatistics(string Pattern, string? Filter, long Filtered, long Suppressed);
