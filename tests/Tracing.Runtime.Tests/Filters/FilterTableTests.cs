using Tracing.Registry;
using Tracing.Tool.Tests.Filters;

namespace Tracing.Runtime.Tests.Filters;

/// <summary>The table of expressions that the reader's filters are held against, run through the two forms of the recorder's.</summary>
[Collection(nameof(FilterTrace))]
public class FilterTableTests
{
    public static TheoryData<string> Matching { get; } = [.. FilterTable.Matching];

    public static TheoryData<string> NotMatching { get; } = [.. FilterTable.NotMatching];

    public static TheoryData<string, int, string> Malformed { get; } = [.. FilterTable.Malformed.Select(static row => new TheoryDataRow<string, int, string>(row.Expression, row.Column, row.Message))];

    private static TracepointDescriptor Everything { get; } = TracepointRegistry.GetProviders()
        .Single(static provider => provider.Name == "filters").Tracepoints.Single(static tracepoint => tracepoint.Name == nameof(FilterTrace.Everything));

    [Theory]
    [MemberData(nameof(Matching))]
    public void WhatHoldsIsRecorded(string expression) =>
        Assert.Equal((true, true), FilterProbe.Ask(expression, Everything, FilterTrace.EmitEverything));

    [Theory]
    [MemberData(nameof(NotMatching))]
    public void WhatDoesNotHoldOrIsNotThereIsNotRecorded(string expression)
    {
        (bool, bool)? answers = null;
        try
        {
            answers = FilterProbe.Ask(expression, Everything, FilterTrace.EmitEverything);
        }
        catch (EventFilterException exception)
        {
            Assert.Contains("expected one of the contexts", exception.Message);
        }

        Assert.Equal((false, false), answers ?? (false, false));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void WhatIsWrongIsMarkedAtItsColumn(string expression, int column, string message)
    {
        using TraceSession session = TraceSession.Create("malformed", new TraceSessionOptions());
        EventFilterException exception = Assert.Throws<EventFilterException>(() => session.Enable("filters:*", options: new EventRuleOptions { Filter = expression }));
        Assert.Contains(message, exception.Message);
        Assert.Equal(column, exception.Column);
        string[] lines = exception.Message.Split('\n');
        Assert.Equal("    ".Length + column - 1, lines[^1].IndexOf('^', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("missing == 1 && small == 5", 1, "no event that the rule matches has a field 'missing'")]
    [InlineData("small == 5 && point.Z == 1", 15, "no event that the rule matches has a field 'point.Z'")]
    [InlineData("name == 5", 1, "in 'filters:Everything'")]
    [InlineData("small == 5 && count == 1", 1, "all the fields that the filter names")]
    [InlineData("$ctx.nothing == 1", 1, "expected one of the contexts vpid, vtid")]
    public void WhatCanMatchNothingIsRefused(string expression, int column, string message)
    {
        using TraceSession session = TraceSession.Create("refused", new TraceSessionOptions());
        EventFilterException exception = Assert.Throws<EventFilterException>(() => session.Enable("filters:*", options: new EventRuleOptions { Filter = expression }));
        Assert.Contains(message, exception.Message);
        Assert.Equal(column, exception.Column);

        // With nothing registered that matches, there is nothing to hold it against yet; but a context must exist.
        if (!expression.Contains("$ctx", StringComparison.Ordinal))
        {
            session.Enable("later:*", options: new EventRuleOptions { Filter = expression });
        }
    }
}
