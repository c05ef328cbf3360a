using System.Runtime.CompilerServices;
using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <summary>An integer literal.</summary>
internal sealed record IntegerConstant(ulong Bits, IntegerSign Sign) : IntegerTerm(Sign)
{
    public override ulong Evaluate(in RecordView record, ref bool failed) => Bits;
}

/// <summary>A float literal.</summary>
internal sealed record FloatConstant(double Value) : FloatTerm
{
    public override double Evaluate(in RecordView record, ref bool failed) => Value;
}

/// <summary>A text literal, with its stars.</summary>
internal sealed record TextConstant(TextPattern Pattern) : TextTerm;

/// <summary>An integer field.</summary>
internal sealed record IntegerField(FieldPath Path, IntegerLayout Layout)
    : IntegerTerm(Layout.IsSigned ? IntegerSign.Signed : IntegerSign.Unsigned)
{
    public override unsafe ulong Evaluate(in RecordView record, ref bool failed)
    {
        byte* place = Path.Locate(record);
        if (place == null)
        {
            failed = true;
            return 0;
        }

        return (Layout.Size, Layout.IsSigned) switch
        {
            (1, false) => *place,
            (1, true) => (ulong)(sbyte)*place,
            (2, false) => Unsafe.ReadUnaligned<ushort>(place),
            (2, true) => (ulong)Unsafe.ReadUnaligned<short>(place),
            (4, false) => Unsafe.ReadUnaligned<uint>(place),
            (4, true) => (ulong)Unsafe.ReadUnaligned<int>(place),
            _ => Unsafe.ReadUnaligned<ulong>(place),
        };
    }
}

/// <summary>A float, a double or a decimal.</summary>
internal sealed record FloatField(FieldPath Path) : FloatTerm
{
    public override unsafe double Evaluate(in RecordView record, ref bool failed)
    {
        byte* place = Path.Locate(record);
        if (place == null)
        {
            failed = true;
            return 0;
        }

        return Path.Target is not FloatLayout ? FieldText.ReadDecimal(place)
            : Path.Target.Size == sizeof(float) ? Unsafe.ReadUnaligned<float>(place)
            : Unsafe.ReadUnaligned<double>(place);
    }
}

/// <summary>A field that compares as text.</summary>
internal sealed record TextField(FieldPath Path) : TextTerm
{
    /// <summary>What the field stands for.</summary>
    public WellKnownType Type { get; } = RecordSchema.WellKnown(Path.Target);

    /// <summary>Its text, which may stand in the buffer.</summary>
    public unsafe ReadOnlySpan<byte> Evaluate(in RecordView record, byte* buffer, ref bool failed)
    {
        byte* place = Path.Locate(record);
        if (place != null)
        {
            place = FieldText.Read(Type, place, buffer, out int length);
            if (place != null)
            {
                return new ReadOnlySpan<byte>(place, length);
            }
        }

        failed = true;
        return default;
    }
}

/// <summary>An integer as the nearest float.</summary>
internal sealed record IntegerToFloat(IntegerTerm Value) : FloatTerm
{
    public override double Evaluate(in RecordView record, ref bool failed)
    {
        ulong bits = Value.Evaluate(record, ref failed);
        return Value.Sign == IntegerSign.Unsigned ? bits : (long)bits;
    }
}

/// <summary>0 or 1.</summary>
internal sealed record ConditionToInteger(ConditionTerm Condition) : IntegerTerm(IntegerSign.Signed)
{
    public override ulong Evaluate(in RecordView record, ref bool failed) => Condition.Evaluate(record, ref failed) ? 1UL : 0;
}

/// <summary>A value with the other sign.</summary>
internal sealed record NegatedInteger(IntegerTerm Value) : IntegerTerm(IntegerSign.Signed)
{
    public override ulong Evaluate(in RecordView record, ref bool failed) => unchecked(0 - Value.Evaluate(record, ref failed));
}

/// <summary>A value with the other sign.</summary>
internal sealed record NegatedFloat(FloatTerm Value) : FloatTerm
{
    public override double Evaluate(in RecordView record, ref bool failed) => -Value.Evaluate(record, ref failed);
}

/// <summary>All bits the other way round.</summary>
internal sealed record Complement(IntegerTerm Value) : IntegerTerm(IntegerSign.Either)
{
    public override ulong Evaluate(in RecordView record, ref bool failed) => ~Value.Evaluate(record, ref failed);
}

/// <summary>An operation on the bits of two integers.</summary>
internal sealed record BitOperation(FilterOperator Operator, IntegerTerm Left, IntegerTerm Right) : IntegerTerm(IntegerSign.Either)
{
    /// <summary>Shifts by this or more have no value.</summary>
    public const int WordBits = 64;

    /// <summary>Whether it shifts.</summary>
    public bool IsShift => Operator is FilterOperator.ShiftLeft or FilterOperator.ShiftRight;

    public override ulong Evaluate(in RecordView record, ref bool failed)
    {
        ulong left = Left.Evaluate(record, ref failed);
        ulong right = Right.Evaluate(record, ref failed);
        if (IsShift && right >= WordBits)
        {
            failed = true;
            return 0;
        }

        // Shifting right brings in zeros, as LTTng does it.
        return Operator switch
        {
            FilterOperator.BitAnd => left & right,
            FilterOperator.BitOr => left | right,
            FilterOperator.BitXor => left ^ right,
            FilterOperator.ShiftLeft => left << (int)right,
            _ => left >> (int)right,
        };
    }
}
