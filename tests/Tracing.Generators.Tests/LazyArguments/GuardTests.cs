using Microsoft.CodeAnalysis;

namespace Tracing.Generators.Tests.LazyArguments;

/// <summary>What counts as a guard. <c>CALL</c> stands for a costly call.</summary>
public class GuardTests
{
    private const string Call = "ShopTrace.Text(order.Describe());";

    private static readonly string[] s_guarded =
    [
        "if (ShopTrace.TextEnabled) { CALL }",
        "if (ShopTrace.TextEnabled) CALL",
        "if (_flag && ShopTrace.TextEnabled) { CALL }",
        "if (ShopTrace.TextEnabled && number > 1 && _flag) { CALL }",
        "if (ShopTrace.TextEnabled & _flag) { CALL }",
        "if (ShopTrace.TextEnabled == true) { CALL }",
        "if (ShopTrace.TextEnabled != false) { CALL }",
        "if (ShopTrace.TextEnabled is true) { CALL }",
        "if (!ShopTrace.TextEnabled) { } else { CALL }",
        "if (!(ShopTrace.TextEnabled && _flag)) { } else { CALL }",
        "if (!ShopTrace.TextEnabled || _flag) { } else { CALL }",
        "if (!(!ShopTrace.TextEnabled || _flag)) { CALL }",
        "if (_flag) { } else if (ShopTrace.TextEnabled) { CALL }",
        "if (ShopTrace.TextEnabled) { if (_flag) { foreach (int x in list) { try { CALL } finally { } } } }",
        "if (ShopTrace.NumberEnabled) { if (ShopTrace.TextEnabled) { CALL } }",
        "if (ShopTrace.NumberEnabled && ShopTrace.TextEnabled || ShopTrace.TextEnabled && _flag) { CALL }",
        "if (!ShopTrace.TextEnabled) { return; } CALL",
        "if (!ShopTrace.TextEnabled) return; if (_flag) { CALL }",
        "if (ShopTrace.TextEnabled == false) { throw new Exception(); } CALL",
        "foreach (int x in list) { if (!ShopTrace.TextEnabled) { continue; } CALL }",
        "foreach (int x in list) { if (!ShopTrace.TextEnabled || x == 1) { Order.Compute(); break; } CALL }",
        "switch (number) { case 1: if (!ShopTrace.TextEnabled) { break; } CALL break; }",
        "switch (number) { case 1 when ShopTrace.TextEnabled: CALL break; }",
        "while (ShopTrace.TextEnabled) { CALL }",
        "for (int i = 0; i < 3 && ShopTrace.TextEnabled; i++) { CALL }",
        "try { } catch (Exception) when (ShopTrace.TextEnabled) { CALL }",
        "bool isTraced = ShopTrace.TextEnabled; if (isTraced) { CALL }",
        "bool isTraced = _flag && ShopTrace.TextEnabled; if (!isTraced) { return; } CALL",
        "if (ShopTrace.TextEnabled) { Array.ForEach(order.Items, x => CALL_ ); }",
        "if (ShopTrace.TextEnabled) { Array.ForEach(order.Items, x => { CALL }); }",
        "if (ShopTrace.TextEnabled) { Local(); void Local() { CALL } }",
        "Action a = () => { if (ShopTrace.TextEnabled) { CALL } };",
        "ShopTrace.Text(ShopTrace.TextEnabled ? order.Describe() : null);",
        "ShopTrace.Text(!ShopTrace.TextEnabled ? null : order.Describe());",
        "ShopTrace.Flag(ShopTrace.FlagEnabled && order.Describe() == text);",
        "ShopTrace.Flag(!ShopTrace.FlagEnabled || order.Describe() == text);",
        "ShopTrace.Text(number switch { 1 when ShopTrace.TextEnabled => order.Describe(), _ => null });",
        "Action? a = ShopTrace.TextEnabled ? () => CALL_ : null;",
        "if (ShopTrace.text_spanEnabled) { ShopTrace.Text(order.Describe().AsSpan()); }",
        "string made = order.Describe(); ShopTrace.Text(made);",
    ];

    private static readonly string[] s_unguarded =
    [
        "CALL",
        "if (_flag) { CALL }",
        "if (ShopTrace.NumberEnabled) { CALL }",
        "if (ShopTrace.text_spanEnabled) { CALL }",
        "if (ShopTrace.TextEnabled) { } CALL",
        "if (ShopTrace.TextEnabled) { } else { CALL }",
        "if (!ShopTrace.TextEnabled) { CALL }",
        "if (ShopTrace.TextEnabled || _flag) { CALL }",
        "if (ShopTrace.TextEnabled && _flag) { } else { CALL }",
        "if (!(ShopTrace.TextEnabled || _flag)) { } else { CALL }",
        "if (ShopTrace.TextEnabled == false) { CALL }",
        "if (ShopTrace.TextEnabled is false) { CALL }",
        "if (ShopTrace.TextEnabled == _flag) { CALL }",
        "if (!ShopTrace.TextEnabled) { Order.Compute(); } CALL",
        "if (!ShopTrace.TextEnabled && _flag) { return; } CALL",
        "if (ShopTrace.TextEnabled) { return; } CALL",
        "CALL if (!ShopTrace.TextEnabled) { return; }",
        "if (_flag) { if (!ShopTrace.TextEnabled) { return; } } CALL",
        "do { CALL } while (ShopTrace.TextEnabled);",
        "bool isTraced = _flag; if (isTraced) { CALL }",
        "bool first = ShopTrace.TextEnabled, isTraced = !first; if (isTraced) { CALL }",
        "Action a = () => { if (ShopTrace.TextEnabled) { } }; CALL",
        "ShopTrace.Text(ShopTrace.TextEnabled ? null : order.Describe());",
        "ShopTrace.Text(ShopTrace.TextEnabled ? order.Describe() : $\"{number}\");",
        "ShopTrace.Flag(ShopTrace.FlagEnabled || order.Describe() == text);",
        "ShopTrace.Flag(order.Describe() == text && ShopTrace.FlagEnabled);",
        "switch (number) { case 1 when ShopTrace.TextEnabled: case 2: CALL break; }",
        "IEnumerable<int> Local() { if (!ShopTrace.TextEnabled) { yield return 1; } CALL }",
    ];

    private static readonly Lazy<Task<ILookup<int, Diagnostic>>> s_found = new(static async () => (await Shop.Analyze(EverySource)).ToLookup(static found => Shop.RowOf(found)));

    /// <summary>All rows as one source.</summary>
    public static string EverySource => Shop.Source([.. s_guarded.Concat(s_unguarded)
        .Select(static row => row.Replace("CALL_", Call.TrimEnd(';'), StringComparison.Ordinal).Replace("CALL", Call, StringComparison.Ordinal))]);

    public static TheoryData<string> Guarded { get; } = [.. s_guarded];

    public static TheoryData<string> Unguarded { get; } = [.. s_unguarded];

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task AGuardedCallIsNotReported(string row) => Assert.Empty((await s_found.Value)[Array.IndexOf(s_guarded, row)]);

    [Theory]
    [MemberData(nameof(Unguarded))]
    public async Task ACallThatMayBeReachedWhileDisabledIsReported(string row) =>
        Assert.Equal("TRC2001", Assert.Single((await s_found.Value)[s_guarded.Length + Array.IndexOf(s_unguarded, row)]).Id);
}
