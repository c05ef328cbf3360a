using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

public sealed class SourceTests
{
    [Theory]
    [InlineData("/* declared in Sub folder/My Trace.cs:12 */\n", "Sub folder/My Trace.cs", 12)]
    [InlineData("/* declared in C:/x.cs:3 */ // and more\n", "C:/x.cs", 3)]
    [InlineData("/* declared in :3 */", null, 0)]
    [InlineData("/* declared in x.cs:-3 */", null, 0)]
    [InlineData("/* declared in x.cs */", null, 0)]
    [InlineData("/* declared in x.cs:99999999999 */", null, 0)]
    [InlineData("/* something else:3 */", null, 0)]
    [InlineData("", null, 0)]
    public void TheCommentBeforeAnEventTellsWhereItIsDeclared(string comment, string? file, int line)
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(SampleMetadata.Prolog + comment + SampleMetadata.Event(1, "p:e", "") + SampleMetadata.Event(2, "p:f", ""));
        IReadOnlyList<TraceEventClass> classes = trace.Open().Traces[0].EventClasses;
        Assert.Equal([(file, line), (null, 0)], classes.Select(static one => (one.SourceFile, one.SourceLine)));
    }
}
