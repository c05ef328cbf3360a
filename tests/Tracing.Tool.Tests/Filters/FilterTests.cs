using Tracing.Reader;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Filters;

public sealed class FilterTests : IClassFixture<FilterTests.RecordedEvent>
{
    private readonly RecordedEvent _event;

    public FilterTests(RecordedEvent recorded) => _event = recorded;

    public static TheoryData<string> Matching { get; } = [.. FilterTable.Matching];

    public static TheoryData<string> NotMatching { get; } = [.. FilterTable.NotMatching];

    public static TheoryData<string, int, string> Malformed { get; } = [.. FilterTable.Malformed.Select(static row => new TheoryDataRow<string, int, string>(row.Expression, row.Column, row.Message))];

    [Theory]
    [MemberData(nameof(Matching))]
    public void WhatHoldsMatches(string expression) => Assert.True(_event.Matches(expression));

    [Theory]
    [MemberData(nameof(NotMatching))]
    public void WhatDoesNotHoldOrIsNotThereDoesNotMatch(string expression) => Assert.False(_event.Matches(expression));

    [Theory]
    [MemberData(nameof(Malformed))]
    public void WhatIsWrongIsMarkedAtItsColumn(string expression, int column, string message)
    {
        TraceFilterException exception = Assert.Throws<TraceFilterException>(() => TraceFilter.Parse(expression));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(column, exception.Column);
        string[] lines = exception.Message.Split('\n');
        Assert.Equal("    ".Length + column - 1, lines[^1].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void TheTableHasTheSizeThatWasPromised() =>
        Assert.True(FilterTable.Matching.Length + FilterTable.NotMatching.Length + FilterTable.Malformed.Length >= 150);

    [Fact]
    public void WhatIsNestedOrLongBeyondReasonIsRefused()
    {
        Assert.Throws<TraceFilterException>(static () => TraceFilter.Parse(new string('(', 100_000) + "1" + new string(')', 100_000)));
        Assert.Throws<TraceFilterException>(static () => TraceFilter.Parse(new string('(', 1_000) + "1" + new string(')', 1_000)));
        Assert.Throws<TraceFilterException>(static () => TraceFilter.Parse(new string('!', 1_000) + "1"));
        Assert.Throws<TraceFilterException>(static () => TraceFilter.Parse(string.Join("||", Enumerable.Repeat("1", 10_000))));
        Assert.True(_event.Matches(string.Join("||", Enumerable.Repeat("0", 1_000)) + "|| yes"));
    }

    [Fact]
    public void AFilterSaysWhyItCanMatchNothing()
    {
        TraceDescription trace = TraceReader.Open(_event.Folder).Traces[0];
        Assert.Null(TraceFilter.Parse("small == 5").Explain(trace));
        Assert.Contains("no event has a field 'missing'", TraceFilter.Parse("small == 5 && missing == 1").Explain(trace), StringComparison.Ordinal);
        Assert.Contains("in 'test:Everything'", TraceFilter.Parse("name == 5").Explain(trace), StringComparison.Ordinal);
        Assert.Contains("no event has all the fields", TraceFilter.Parse("small == 5 && count == 5").Explain(trace), StringComparison.Ordinal);
    }

    /// <summary>One event with fields of all kinds.</summary>
    public sealed class RecordedEvent : IDisposable
    {
        private readonly Recording _recording = Recording.Of(
            static _ =>
            {
                TestTrace.Everything(
                    -5, 5, 1L << 40, ulong.MaxValue, 200, true, 2.5, 0.5f, "a*b", "Ada Lovelace", Colour.Green, Access.Read | Access.Execute, [10, 20, 30],
                    new Point(3, -4), new Guid("00112233-4455-6677-8899-aabbccddeeff"), 12.50m, null, 7, 'x', "", "grüße \"du\"\n");
                TestTrace.Other(3);
            },
            "filter table");

        public string Folder => _recording.Folder;

        public bool Matches(string expression)
        {
            TraceFilter filter = TraceFilter.Parse(expression);
            foreach (TraceEvent item in TraceReader.Open(_recording.Folder))
            {
                if (item.Kind == TraceItemKind.Event && item.Name == "test:Everything")
                {
                    return filter.Matches(item);
                }
            }

            throw new InvalidOperationException("The event is not in the trace.");
        }

        public void Dispose() => _recording.Dispose();
    }
}
