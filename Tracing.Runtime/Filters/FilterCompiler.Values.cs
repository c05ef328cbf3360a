using System.Reflection.Emit;
using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <remarks>Values: each leaves one on the stack.</remarks>
internal sealed partial class FilterCompiler
{
    private void Push(FilterTerm term)
    {
        switch (term)
        {
            case IntegerConstant integer:
                _il.Emit(OpCodes.Ldc_I8, (long)integer.Bits);
                break;
            case FloatConstant number:
                _il.Emit(OpCodes.Ldc_R8, number.Value);
                break;
            case IntegerField field:
                PushPlace(field.Path);
                Load(field.Layout);
                break;
            case FloatField field:
                PushPlace(field.Path);
                LoadFloat(field.Path.Target);
                break;
            case IntegerToFloat conversion:
                Push(conversion.Value);
                if (conversion.Value.Sign == IntegerSign.Unsigned)
                {
                    _il.Emit(OpCodes.Conv_R_Un);
                }

                _il.Emit(OpCodes.Conv_R8);
                break;
            case ConditionToInteger conversion:
                PushCondition(conversion.Condition);
                break;
            case NegatedInteger negated:
                Push(negated.Value);
                _il.Emit(OpCodes.Neg);
                break;
            case NegatedFloat negated:
                Push(negated.Value);
                _il.Emit(OpCodes.Neg);
                break;
            case Complement complement:
                Push(complement.Value);
                _il.Emit(OpCodes.Not);
                break;
            case BitOperation operation:
                PushOperation(operation);
                break;
            default:
                throw new InvalidOperationException($"'{term}' is no part of a filter.");
        }
    }

    private void PushCondition(ConditionTerm condition)
    {
        LocalBuilder result = _il.DeclareLocal(typeof(ulong));
        Label no = _il.DefineLabel();
        Label end = _il.DefineLabel();
        Jump(condition, ifTrue: false, no);
        _il.Emit(OpCodes.Ldc_I8, 1L);
        _il.Emit(OpCodes.Stloc, result);
        _il.Emit(OpCodes.Br, end);
        _il.MarkLabel(no);
        _il.Emit(OpCodes.Ldc_I8, 0L);
        _il.Emit(OpCodes.Stloc, result);
        _il.MarkLabel(end);
        _il.Emit(OpCodes.Ldloc, result);
    }

    private void PushOperation(BitOperation operation)
    {
        Push(operation.Left);
        LocalBuilder left = Store(typeof(ulong));
        Push(operation.Right);
        LocalBuilder right = Store(typeof(ulong));
        if (operation.IsShift)
        {
            _il.Emit(OpCodes.Ldloc, right);
            _il.Emit(OpCodes.Ldc_I8, (long)BitOperation.WordBits);
            _il.Emit(OpCodes.Bge_Un, _noMatch);
        }

        _il.Emit(OpCodes.Ldloc, left);
        _il.Emit(OpCodes.Ldloc, right);
        if (operation.IsShift)
        {
            _il.Emit(OpCodes.Conv_I4);
        }

        _il.Emit(operation.Operator switch
        {
            FilterOperator.BitAnd => OpCodes.And,
            FilterOperator.BitOr => OpCodes.Or,
            FilterOperator.BitXor => OpCodes.Xor,
            FilterOperator.ShiftLeft => OpCodes.Shl,
            _ => OpCodes.Shr_Un,
        });
    }

    /// <summary>Leaves the text of a field, or of a literal without stars.</summary>
    /// <param name="term">The term.</param>
    /// <param name="side">Which of a comparison's two buffers a text form may stand in.</param>
    private unsafe void PushText(TextTerm term, int side)
    {
        if (term is TextConstant { Pattern: var pattern })
        {
            // Objects move, so the literal's bytes stand in memory of its own, as long as the filter's code.
            var literal = new LiteralBytes(pattern.Text);
            PushConstant(literal);
            Call(LiteralBytes.ToText);
            return;
        }

        var field = (TextField)term;
        PushPlace(field.Path);
        if (field.Type == WellKnownType.None)
        {
            Call<TextSpan>(nameof(TextSpan.Of));
            return;
        }

        LocalBuilder place = Store(typeof(byte*));
        _il.Emit(OpCodes.Ldc_I4, (int)field.Type);
        _il.Emit(OpCodes.Ldloc, place);
        PushBuffer(side);
        Call<TextSpan>(nameof(TextSpan.Format));
        LocalBuilder text = Store(typeof(TextSpan));
        _il.Emit(OpCodes.Ldloc, text);
        Call(TextSpan.IsNone);
        _il.Emit(OpCodes.Brtrue, _noMatch);
        _il.Emit(OpCodes.Ldloc, text);
    }

    /// <summary>No more than two texts are compared at a time, so two buffers are enough for the whole filter.</summary>
    private unsafe void PushBuffer(int side)
    {
        if (_buffers is null)
        {
            _buffers = _il.DeclareLocal(typeof(TextBuffers));
        }

        _il.Emit(OpCodes.Ldloca, _buffers);
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Ldc_I4, side * FieldText.BufferSize);
        _il.Emit(OpCodes.Add);
    }
}
