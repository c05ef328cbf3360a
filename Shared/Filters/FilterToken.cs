namespace Tracing.Filters;

/// <summary>A word of a filter expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length; 0 at the end.</param>
/// <param name="Text">An identifier, an operator, or a text literal with escapes still in it but its quotes gone.</param>
/// <param name="Operator">Which operator.</param>
/// <param name="Integer">An integer's 64-bit pattern.</param>
/// <param name="Float">A float's value.</param>
internal readonly record struct FilterToken(
    FilterTokenKind Kind,
    int Start,
    int Length,
    string Text = "",
    FilterOperator Operator = default,
    ulong Integer = 0,
    double Float = 0);
