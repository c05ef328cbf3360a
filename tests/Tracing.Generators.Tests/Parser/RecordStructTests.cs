using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.Parser;

/// <summary>A record struct looks the same from its own project and from another: metadata does not say that it is a record.</summary>
public class RecordStructTests
{
    private const string Struct = """
        public readonly record struct Point(int X, string Label)
        {
            public readonly long Field = 1;
            public double Stored { get; init; }
            public double Computed => X * 2.0;
            public double FromBody { get { return X; } }
            public static int Shared { get; set; }
            internal int Hidden { get; init; }
            public int this[int index] => index;
        }
        """;

    private const string User = """
        [Tracing.TracepointProvider("p")] internal static partial class Trace { [Tracing.Tracepoint] internal static partial void Done(Point at); }
        """;

    private const string Expected = "struct { int32_t _X; string _Label; int64_t _Field; float64_t _Stored; } _at;";

    [Fact]
    public void StoredPublicMembersAreRecordedInOrder() =>
        Assert.Contains(Expected, Compiler.GeneratedFiles(Struct + User)["Trace.g.cs"], StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AStructOfAnotherAssemblyIsReadTheSame(bool isReferenceAssembly)
    {
        using var image = new MemoryStream();
        Assert.True(Compiler.Compile(Struct, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(image, options: new EmitOptions(metadataOnly: isReferenceAssembly, includePrivateMembers: !isReferenceAssembly), cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());

        GeneratorRunResult result = Compiler.Drive(Compiler.Compile(User).AddReferences(reference)).GetRunResult().Results.Single();

        Assert.Contains(Expected, result.GeneratedSources.Single(static file => file.HintName == "Trace.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public record struct Point(int X);")]
    [InlineData("public readonly struct Point { public readonly int X; }")]
    [InlineData("public sealed record Point(int X);")]
    [InlineData("public readonly ref struct Point;")]
    public async Task OnlyReadonlyRecordStructsAreRecorded(string type) =>
        Assert.Equal("TRC1019", Assert.Single(await Compiler.Analyze(Compiler.Compile(type + User))).Id);
}
