using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Tracing.Reader;

namespace Tracing.Tool.Output;

/// <summary>
/// Writes an event as <see cref="TraceEvent.WriteText(IBufferWriter{byte})"/> does, to the byte, but straight into the line's
/// buffer: what is the same for all events of a kind is put together once.
/// </summary>
internal sealed class EventText
{
    /// <summary>Event ids that are looked up in an array.</summary>
    private const int DirectIds = 1024;

    /// <summary>Bytes of text that stand in quotes as they are.</summary>
    private static readonly SearchValues<byte> s_plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => (byte)c).Where(static c => c is not ((byte)'"' or (byte)'\\'))]);

    private readonly Plan?[] _plans = new Plan?[DirectIds];

    /// <summary>Writes an event.</summary>
    public void Write(in TraceEvent item, LineWriter output)
    {
        TraceEventClass @class = item.Class!;
        ref Plan? plan = ref _plans[@class.Id % DirectIds];
        if (plan is null || !ReferenceEquals(plan.Class, @class))
        {
            plan = new Plan(item);
        }

        if (plan.Fields is not { } fields)
        {
            item.WriteText(output);
            return;
        }

        output.Write(plan.Name);
        if (plan.CommonContext.Length > 0)
        {
            WriteContext(item.CommonContext, plan.CommonContext, output);
        }

        if (plan.SpecificContext.Length > 0)
        {
            WriteContext(item.SpecificContext, plan.SpecificContext, output);
        }

        WriteFields(item.Fields, fields, output);
    }

    private static void WriteContext(FieldList values, Field[] fields, LineWriter output)
    {
        output.Write(" {"u8);
        WriteFields(values, fields, output);
        output.Write(" }"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFields(FieldList values, Field[] fields, LineWriter output)
    {
        int i = 0;
        foreach (FieldValue value in values)
        {
            ref readonly Field field = ref fields[i++];
            if (field.Form != Form.None)
            {
                output.Write(field.Prefix);
                WriteValue(value, field.Form, output);
            }
        }
    }

    private static void WriteValue(in FieldValue value, Form form, LineWriter output)
    {
        switch (form)
        {
            case Form.Signed:
                WriteInteger(value.AsInt64(), output);
                break;
            case Form.Unsigned:
                WriteInteger(value.AsUInt64(), output);
                break;
            case Form.Boolean:
                output.Write(value.AsBoolean() ? "true"u8 : "false"u8);
                break;
            case Form.Text:
                WriteText(value, output);
                break;
            default:
                value.WriteText(output);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteInteger<T>(T value, LineWriter output)
        where T : IUtf8SpanFormattable
    {
        _ = value.TryFormat(output.GetSpan(Digits.MaxLength), out int length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    private static void WriteText(in FieldValue value, LineWriter output)
    {
        ReadOnlySpan<byte> text = value.AsUtf8();
        if (text.ContainsAnyExcept(s_plain))
        {
            value.WriteText(output);
            return;
        }

        Span<byte> span = output.GetSpan(text.Length + 2);
        span[0] = (byte)'"';
        text.CopyTo(span[1..]);
        span[text.Length + 1] = (byte)'"';
        output.Advance(text.Length + 2);
    }

    private enum Form : byte
    {
        None,
        Signed,
        Unsigned,
        Boolean,
        Text,
        Other,
    }

    private readonly record struct Field(byte[] Prefix, Form Form);

    /// <summary>What is put together for a kind of event.</summary>
    private sealed class Plan
    {
        public Plan(in TraceEvent item)
        {
            Class = item.Class!;
            Name = Encoding.UTF8.GetBytes(Class.Name);
            CommonContext = FieldsOf(item.CommonContext);
            SpecificContext = FieldsOf(item.SpecificContext);
            Fields = Class.Sentence is null ? FieldsOf(item.Fields) : null;
        }

        public TraceEventClass Class { get; }

        public byte[] Name { get; }

        public Field[] CommonContext { get; }

        public Field[] SpecificContext { get; }

        /// <summary>The fields; null for markers, whose sentence the reader writes.</summary>
        public Field[]? Fields { get; }

        private static Field[] FieldsOf(FieldList list)
        {
            var fields = new Field[list.Count];
            for (int i = 0; i < fields.Length; i++)
            {
                FieldValue value = list[i];
                fields[i] = new Field(Encoding.UTF8.GetBytes($" {value.Name}="), FormOf(value));
            }

            return fields;
        }

        private static Form FormOf(in FieldValue value) => value switch
        {
            { IsHelper: true } => Form.None,
            { DotnetType: DotnetType.Boolean } => Form.Boolean,
            { DotnetType: not DotnetType.None } or { DisplayBase: not 10 } => Form.Other,
            { Kind: FieldKind.Signed } => Form.Signed,
            { Kind: FieldKind.Unsigned } => Form.Unsigned,
            { Kind: FieldKind.Text } => Form.Text,
            _ => Form.Other,
        };
    }
}
