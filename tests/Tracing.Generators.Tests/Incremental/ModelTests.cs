using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Tracing.Generators.Tests.GeneratedCode;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.Incremental;

/// <summary>What the pipeline keeps between edits must not keep a compilation alive.</summary>
public class ModelTests
{
    [Fact]
    public void NoStepKeepsAnythingOfRoslyns()
    {
        GeneratorRunResult result = Compiler.Drive(Compiler.Compile(StrictProjectTests.Everything)).GetRunResult().Results.Single();
        string[] steps = [StepNames.Provider, StepNames.Locations, StepNames.Language, StepNames.AutoStart, StepNames.Reader];

        foreach (string step in steps)
        {
            object[] values = [.. result.TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Value)];
            Assert.NotEmpty(values);
            Assert.Null(Find(values));
        }
    }

    [Fact]
    public void ASymbolThatIsHiddenInAModelIsFound()
    {
        // The twin: without it the test above could be blind.
        Compilation compilation = Compiler.Compile("public class C;");
        ISymbol planted = compilation.GetTypeByMetadataName("C")!;

        Assert.NotNull(Find(new object[] { new Holder("x", [null, planted]) }));
        Assert.NotNull(Find(Location.Create(compilation.SyntaxTrees.First(), default)));
        Assert.Null(Find(new Holder("x", ["y", 1])));
    }

    /// <summary>Walks the whole object graph, private fields included, for an object of Roslyn's.</summary>
    private static object? Find(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([root]);
        while (open.TryPop(out object? next))
        {
            if (next is null or string || next.GetType().IsPrimitive || next.GetType().IsEnum || !seen.Add(next))
            {
                continue;
            }

            if (next is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation or SemanticModel or AttributeData or TypedConstant)
            {
                return next;
            }

            if (next is IEnumerable items)
            {
                foreach (object? item in items)
                {
                    open.Push(item);
                }
            }

            for (Type? type = next.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (!field.FieldType.IsPointer)
                    {
                        open.Push(field.GetValue(next));
                    }
                }
            }
        }

        return null;
    }

    private sealed record Holder(string Name, object?[] Inside);
}
