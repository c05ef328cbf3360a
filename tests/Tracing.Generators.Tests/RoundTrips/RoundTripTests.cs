using System.Collections;
using System.Reflection;
using Tracing.Generators.Tests.Support;
using Tracing.Reader;
using Tracing.Runtime;

namespace Tracing.Generators.Tests.RoundTrips;

/// <summary>
/// What was written is what is read: random declarations are compiled, called with random values in a session, and read back as
/// typed records. A failure names the seed that repeats it.
/// </summary>
public class RoundTripTests
{
    private const int Rounds = 12;

    [Fact]
    public void WhatWasWrittenIsWhatIsRead()
    {
        int first = Random.Shared.Next(1 << 20);
        for (int seed = first; seed < first + Rounds; seed++)
        {
            Check(seed);
        }
    }

    private static void Check(int seed)
    {
        var declarations = new RandomDeclarations(seed);
        LoadedSample sample = LoadedSample.From(WithDocumentation(declarations.Source()), references: Compiler.Reader);
        string folder = Directory.CreateTempSubdirectory("tracing-roundtrip-").FullName;
        try
        {
            string trace = Path.Combine(folder, "trace");
            using (TraceSession.Start(trace, declarations.Provider + ":*"))
            {
                sample.Call("Trace", "Call");
            }

            object?[][] expected = (object?[][])sample.Call("Trace", "Expected")!;
            foreach (string name in expected.Select(static row => (string)row[0]!).Distinct())
            {
                Type record = sample.Type("Trace+Records").GetNestedType(name)!;
                object?[] found = Read(TraceReader.Open(trace), record);
                object?[][] wanted = [.. expected.Where(row => (string)row[0]! == name)];
                Assert.True(wanted.Length == found.Length, $"seed {seed}: {found.Length} of {wanted.Length} events {name}");
                for (int i = 0; i < wanted.Length; i++)
                {
                    object?[] values = [.. record.GetProperties().Select(property => property.GetValue(found[i]))];
                    Assert.True(AreSame(wanted[i][1..], values), $"seed {seed}, event {name}, number {i}: {found[i]}");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string WithDocumentation(string source) => "#pragma warning disable CS1591\n" + source;

    private static object?[] Read(TraceReader trace, Type record) => (object?[])typeof(RoundTripTests)
        .GetMethod(nameof(ReadAll), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(record).Invoke(null, [trace])!;

    private static object?[] ReadAll<T>(TraceReader trace)
        where T : struct, ITraceRecord<T>
    {
        var values = new List<object?>();
        foreach (TraceRecord<T> record in trace.Of<T>())
        {
            Assert.True(record.IsComplete);
            values.Add(record.Value);
        }

        return [.. values];
    }

    /// <summary>Equal values; sequences by their elements, structures by their members' names.</summary>
    private static bool AreSame(object? wanted, object? found)
    {
        if (wanted is null || found is null)
        {
            // An empty address and a missing one are both null.
            return wanted is null && found is null;
        }

        if (wanted is Array or IList)
        {
            object?[] a = [.. ((IEnumerable)wanted).Cast<object?>()];
            object?[] b = [.. ((IEnumerable)found).Cast<object?>()];
            return a.Length == b.Length && a.Zip(b).All(static pair => AreSame(pair.First, pair.Second));
        }

        if (found.GetType().DeclaringType?.Name == "Records")
        {
            return found.GetType().GetProperties().All(property =>
                AreSame(wanted.GetType().GetProperty(property.Name)!.GetValue(wanted), property.GetValue(found)));
        }

        return wanted.Equals(found);
    }
}
