using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tracing.Reader.Tests.RandomTraces;

/// <summary>A type of random make: how it is declared, and how a random value of it is written to a packet and as JSON.</summary>
internal abstract class RandomField
{
    /// <summary>Bits that it is aligned to.</summary>
    public abstract int Alignment { get; }

    /// <summary>The declaration of a field.</summary>
    public abstract string Declare(string name);

    /// <summary>Writes a random value.</summary>
    public abstract void Write(BitWriter bits, Utf8JsonWriter json, Random random);
}

/// <summary>An integer of any size; of whole bytes, in any byte order.</summary>
internal sealed class RandomInteger(int size, int alignment, bool isSigned, bool isBigEndian, bool isTraceBigEndian) : RandomField
{
    public override int Alignment => alignment;

    public int Size => size;

    public string Type => string.Create(
        CultureInfo.InvariantCulture,
        $"integer {{ size = {size}; align = {alignment}; signed = {(isSigned ? "true" : "false")};{(isBigEndian != isTraceBigEndian ? $" byte_order = {(isBigEndian ? "be" : "le")};" : "")} }}");

    public static RandomInteger Make(Random random, bool isTraceBigEndian)
    {
        bool isWhole = random.Next(3) > 0;
        int size = isWhole ? 8 << random.Next(4) : random.Next(1, 65);
        int alignment = isWhole ? 8 << random.Next(3) : random.Next(4) == 0 ? 1 << random.Next(6) : 1;

        // Fields that share a byte must agree in their byte order.
        bool isBigEndian = isWhole && random.Next(5) == 0 ? random.Next(2) == 0 : isTraceBigEndian;
        return new RandomInteger(size, alignment, random.Next(2) == 0, isBigEndian, isTraceBigEndian);
    }

    public override string Declare(string name) => $"{Type} {name};";

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        ulong value = Value(random);
        WriteValue(bits, json, value);
    }

    public void WriteValue(BitWriter bits, Utf8JsonWriter? json, ulong value)
    {
        bits.Align(alignment);
        bits.Integer(value, size, isBigEndian);
        if (isSigned)
        {
            json?.WriteNumberValue((long)(value << (64 - size)) >> (64 - size));
        }
        else
        {
            json?.WriteNumberValue(value << (64 - size) >> (64 - size));
        }
    }

    /// <summary>Small and extreme values more often than others.</summary>
    private ulong Value(Random random) => random.Next(4) switch
    {
        0 => (ulong)random.Next(3) - 1,
        1 => 1UL << (size - 1),
        _ => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
    };
}

internal sealed class RandomFloat(bool isDouble, int alignment, bool isBigEndian) : RandomField
{
    public override int Alignment => alignment;

    public override string Declare(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"floating_point {{ exp_dig = {(isDouble ? 11 : 8)}; mant_dig = {(isDouble ? 53 : 24)}; align = {alignment}; }} {name};");

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        double value = random.Next(6) switch
        {
            0 => double.PositiveInfinity,
            1 => 0,
            _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30)),
        };
        value = isDouble ? value : (float)value;
        bits.Align(alignment);
        bits.Integer(isDouble ? BitConverter.DoubleToUInt64Bits(value) : BitConverter.SingleToUInt32Bits((float)value), isDouble ? 64 : 32, isBigEndian);
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue("inf");
        }
    }
}

/// <summary>Text to a NUL, or an array of characters. Never empty: babeltrace2 2.0 shows an older value instead.</summary>
internal sealed class RandomText(int length) : RandomField
{
    public override int Alignment => 8;

    public override string Declare(string name) => length == 0
        ? $"string {name};"
        : string.Create(CultureInfo.InvariantCulture, $"integer {{ size = 8; align = 8; encoding = UTF8; }} {name}[{length}];");

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        bits.Align(8);
        var text = new StringBuilder();
        for (int i = length == 0 ? random.Next(1, 50) : random.Next(1, length + 1); i > 0; i--)
        {
            text.Append(length == 0 && random.Next(10) == 0 ? 'ä' : (char)random.Next(' ', 127));
        }

        json.WriteStringValue(text.ToString());
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        bits.Bytes(bytes);
        bits.Bytes(new byte[length == 0 ? 1 : length - bytes.Length]);
    }
}

internal sealed class RandomEnumeration(RandomInteger container, (string Label, int First, int Last)[] labels) : RandomField
{
    public override int Alignment => container.Alignment;

    public override string Declare(string name) => $"enum : {container.Type} {{ {string.Join(", ", labels.Select(Declare))} }} {name};";

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        json.WriteStartObject();
        json.WritePropertyName("value");
        ulong value = (ulong)random.Next(labels[^1].Last + 2);
        container.WriteValue(bits, json, value);
        json.WriteStartArray("labels");
        foreach (string label in labels.Where(label => (ulong)label.First <= value && value <= (ulong)label.Last).Select(static label => label.Label).Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(label);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Declare((string Label, int First, int Last) label) => label.First == label.Last
        ? string.Create(CultureInfo.InvariantCulture, $"\"{label.Label}\" = {label.First}")
        : string.Create(CultureInfo.InvariantCulture, $"\"{label.Label}\" = {label.First} ... {label.Last}");
}
