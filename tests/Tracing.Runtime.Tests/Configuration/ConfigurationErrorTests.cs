using System.Text;
using CsCheck;
using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Tests.Configuration;

/// <summary>What is wrong with a configuration, and where.</summary>
/// <remarks>CsCheck prints the seed of a failure; set the environment variable CsCheck_Seed to repeat it.</remarks>
public class ConfigurationErrorTests
{
    private static readonly byte[] s_sample = Encoding.UTF8.GetBytes(Samples.Everything);

    [Theory]

    // No JSON.
    [InlineData("", 1, 1, "$", "This is no JSON.")]
    [InlineData("{\n  \"sessions\": [\n", 3, 1, "$", "This is no JSON.")]
    [InlineData("{ \"sessions\": [] } x", 1, 20, "$", "This is no JSON. 'x' is invalid after a single JSON value.")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\\ud800\" } ] }", 1, 27, "$.sessions[0].name", "half of a surrogate pair")]

    // Keys.
    [InlineData("{}", 1, 1, "$", "The file has no \"sessions\", which it must have.")]
    [InlineData("[]", 1, 1, "$", "a list is no object. A file is written { … }, with the keys $schema, sessions.")]
    [InlineData("{\n \"sessions\": [\n  { \"nmae\": \"a\" } ] }", 3, 5, "$.sessions[0]", "A session has no key \"nmae\". It can have name, output, start, clock, flushPeriod, rotation, crashSnapshot, statedump, events, channels, triggers. Did you mean \"name\"?")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\",\n \"start\": true,\n  \"start\": false } ] }", 3, 3, "$.sessions[0]", "The key \"start\" stands here a second time: it is in line 2 already.")]
    [InlineData("{ \"sessions\": [ { \"output\": \"x\" } ] }", 1, 17, "$.sessions[0]", "The session has no \"name\", which it must have.")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\" }, { \"name\": \"a\" } ] }", 1, 44, "$.sessions[1].name", "The name \"a\" is that of $.sessions[0] already.")]

    // Values.
    [InlineData("{ \"sessions\": {} }", 1, 15, "$.sessions", "an object is no list.")]
    [InlineData("{ \"sessions\": [ { \"name\": 7 } ] }", 1, 27, "$.sessions[0].name", "7 is no text with something in it.")]
    [InlineData("{ \"sessions\": [ { \"name\": \"ä\", \"start\": 1 } ] }", 1, 41, "$.sessions[0].start", "1 is neither true nor false.")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"clock\": \"sundial\" } ] }", 1, 41, "$.sessions[0].clock", "\"sundial\" is not a clock. Write one of \"tsc\", \"tsc-relaxed\", \"monotonic\", \"counter\".")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"flushPeriod\": \"1 week\" } ] }", 1, 47, "$.sessions[0].flushPeriod", "\"1 week\" is no duration. Write a text with a unit (us, ms, s, m, h, d)")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"flushPeriod\": 5 } ] }", 1, 47, "$.sessions[0].flushPeriod", "5 is no duration.")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"flushPeriod\": \"99999999999999999999d\" } ] }", 1, 47, "$.sessions[0].flushPeriod", "is no duration.")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"rotation\": { \"maxSize\": \"1.0000001KiB\" } } ] }", 1, 57, "$.sessions[0].rotation.maxSize", "is no size from 1B to")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"rotation\": { \"keepChunks\": 1.5 } } ] }", 1, 60, "$.sessions[0].rotation.keepChunks", "1.5 is no whole number from 1 to 2147483647.")]
    [InlineData("{ \"sessions\": [ { \"name\": \"a\", \"events\": [ \"a:*\" ], \"channels\": [] } ] }", 1, 42, "$.sessions[0].events", "cannot be beside \"channels\"")]
    public void AFileIsRefusedWithThePlaceAndTheWayOut(string json, int line, int column, string path, string reason) =>
        Check(() => TraceConfiguration.Parse(Encoding.UTF8.GetBytes(json), "tracing.json"), line, column, path, reason);

    [Theory]
    [InlineData("""{ "name": "c", "mode": "disacrd" }""", 24, "$.mode", "\"disacrd\" is not a mode. Write one of \"discard\", \"overwrite\", \"block\". Did you mean \"discard\"?")]
    [InlineData("""{ "name": "c", "scope": null }""", 25, "$.scope", "null is not a scope. Write one of \"thread\", \"cpu\".")]
    [InlineData("""{ "name": "c", "subBufferSize": "64kb" }""", 33, "$.subBufferSize", "\"64kb\" is no size from 1B to 2147483647B.")]
    [InlineData("""{ "name": "c", "rules": [ { "events": "a:*", "oneIn": 0 } ] }""", 55, "$.rules[0].oneIn", "0 is no whole number from 1 to")]
    [InlineData("""{ "name": "c", "rules": [ { "events": "a:*", "level": "eror" } ] }""", 55, "$.rules[0].level", "Did you mean \"error\"?")]
    [InlineData("""{ "name": "c", "rules": [ { "events": "a:*", "enable": false, "filter": "a > 1" } ] }""", 73, "$.rules[0].filter", "Remove \"filter\"")]
    public void AChannelIsRefusedWithThePlaceAndTheWayOut(string json, int column, string path, string reason) =>
        Check(() => TraceConfiguration.ParseChannel(Encoding.UTF8.GetBytes(json), "request"), 1, column, path, reason);

    [Theory]
    [InlineData("""{ "name": "t", "when": {}, "do": [] }""", 24, "$.when", "an object is no condition.")]
    [InlineData("""{ "name": "t", "when": { "fill": 100 }, "do": [] }""", 34, "$.when.fill", "100 is no whole number from 1 to 99.")]
    [InlineData("""{ "name": "t", "when": { "counter": "lots", "above": 1 }, "do": [] }""", 37, "$.when.counter", "\"lots\" is not a counter. Write one of \"recorded\", \"lost\"")]
    [InlineData("""{ "name": "t", "when": { "counter": "lost" }, "do": [] }""", 24, "$.when", "The counterCondition has no \"above\", which it must have.")]
    [InlineData("""{ "name": "t", "when": { "events": "a:*", "every": 2, "onceAfter": 3 }, "do": [] }""", 24, "$.when", "\"every\" and \"onceAfter\" cannot both be there")]
    [InlineData("""{ "name": "t", "when": { "events": "a:*" }, "do": [] }""", 51, "$.do", "The trigger does nothing.")]
    [InlineData("""{ "name": "t", "when": { "events": "a:*" }, "do": [ "rotate" ] }""", 53, "$.do[0]", "\"rotate\" is no action. Write an object with the key \"action\"")]
    [InlineData("""{ "name": "t", "when": { "events": "a:*" }, "do": [ { "action": "rotaet" } ] }""", 65, "$.do[0].action", "Did you mean \"rotate\"?")]
    [InlineData("""{ "name": "t", "when": { "events": "a:*" }, "do": [ { "action": "rotate", "folder": "x" } ] }""", 75, "$.do[0]", "A plainAction has no key \"folder\". It can have action.")]
    public void ATriggerIsRefusedWithThePlaceAndTheWayOut(string json, int column, string path, string reason) =>
        Check(() => TraceConfiguration.ParseTrigger(Encoding.UTF8.GetBytes(json), "request"), 1, column, path, reason);

    [Fact]
    public void DepthIsNotTrusted()
    {
        string json = new string('[', 100_000) + new string(']', 100_000);
        TraceConfigurationException exception = Assert.Throws<TraceConfigurationException>(() => TraceConfiguration.Parse(Encoding.UTF8.GetBytes(json), "deep"));
        Assert.Contains("maximum configured depth", exception.Message);
    }

    [Fact]
    public void BytesThatAreNotUtf8AreRefused()
    {
        byte[] json = [.. "{ \"sessions\": [ { \"name\": \""u8, 0xFF, .. "\" } ] }"u8];
        TraceConfigurationException exception = Assert.Throws<TraceConfigurationException>(() => TraceConfiguration.Parse(json, "bytes"));
        Assert.Contains("UTF-8", exception.Message);
        Assert.Equal((1, 27), (exception.Line, exception.Column));
    }

    [Fact]
    public void WhateverTheBytesAreNothingElseIsThrown() => Gen.Select(Gen.Int[0, s_sample.Length - 1], Gen.Int[0, 4], Gen.Byte, Gen.Byte.Array[0, 4]).Array[1, 5].Sample(
        static changes =>
        {
            List<byte> json = [.. s_sample];
            foreach ((int place, int removed, byte value, byte[] inserted) in changes)
            {
                int at = Math.Min(place, json.Count);
                json.RemoveRange(at, Math.Min(removed, json.Count - at));
                json.InsertRange(at, removed == 0 ? [(byte)"{}[]\",:0"[value % 8]] : inserted);
            }

            try
            {
                TraceConfiguration.Parse([.. json], "fuzz");
            }
            catch (TraceConfigurationException exception)
            {
                Assert.InRange(exception.Line, 1, json.Count(static value => value == '\n') + 1);
                Assert.InRange(exception.Column, 1, json.Count + 1);
            }
        },
        iter: 20_000,
        threads: 1);

    [Fact]
    public void LongTextIsNotRepeated()
    {
        string json = $$"""{ "sessions": [ { "name": "a", "clock": "{{new string('x', 100_000)}}" } ] }""";
        TraceConfigurationException exception = Assert.Throws<TraceConfigurationException>(() => TraceConfiguration.Parse(Encoding.UTF8.GetBytes(json), "long"));
        Assert.InRange(exception.Message.Length, 1, 500);
    }

    [Fact]
    public void CommentsTrailingCommasAndAByteOrderMarkAreFine()
    {
        byte[] json =
        [
            0xEF, 0xBB, 0xBF, .. "{ \"$schema\": \"any\", // a comment\n \"sessions\": [ { \"name\": \"a\", /* another */ \"events\": [ \"a:*\", ], }, ], }"u8,
        ];
        Assert.Equal("a", Assert.Single(TraceConfiguration.Parse(json, "file")).Name);
        TraceConfigurationException exception = Assert.Throws<TraceConfigurationException>(() => TraceConfiguration.Parse([0xEF, 0xBB, 0xBF, .. "{ x }"u8], "file"));
        Assert.Equal((1, 4), (exception.Line, exception.Column));
    }

    private static void Check(Action parse, int line, int column, string path, string reason)
    {
        TraceConfigurationException exception = Assert.Throws<TraceConfigurationException>(parse);
        Assert.Contains(reason, exception.Reason);
        Assert.Equal((line, column, path), (exception.Line, exception.Column, exception.Path));
        Assert.StartsWith($"{exception.File}({line},{column}): {path}: ", exception.Message);
    }
}
