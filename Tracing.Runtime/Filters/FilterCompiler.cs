using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Tracing.Filters;
using Tracing.Writing;

namespace Tracing.Runtime.Filters;

/// <summary>
/// Writes a bound filter as machine code, by way of IL. Where a value is missing the code jumps to the one end that says that the record
/// does not match; the evaluation stack must be empty at a jump, so what is computed first waits in a local.
/// </summary>
[RequiresDynamicCode("Filters are interpreted where there is no compiler.")]
internal sealed partial class FilterCompiler
{
    private const int FirstPart = 1;

    private readonly ILGenerator _il;
    private readonly List<object> _constants = [];
    private readonly Label _noMatch;
    private LocalBuilder? _buffers;

    private FilterCompiler(ILGenerator il)
    {
        _il = il;
        _noMatch = il.DefineLabel();
    }

    /// <summary>Compiles a filter. The machine code is there when this returns.</summary>
    public static unsafe RecordPredicate Compile(ConditionTerm root)
    {
        // A first argument makes the delegate call the code directly; a static method's would go through a stub.
        var method = new DynamicMethod(
            "Filter", typeof(bool), [typeof(object[]), typeof(byte*), typeof(byte*), typeof(byte*)], typeof(FilterCompiler).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        var compiler = new FilterCompiler(il);
        compiler.JumpIfFalse(root, compiler._noMatch);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(compiler._noMatch);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<RecordPredicate>(compiler._constants.ToArray());
    }

    private void Jump(ConditionTerm condition, bool ifTrue, Label target)
    {
        if (ifTrue)
        {
            JumpIfTrue(condition, target);
        }
        else
        {
            JumpIfFalse(condition, target);
        }
    }

    private void JumpIfTrue(ConditionTerm condition, Label target)
    {
        switch (condition)
        {
            case Negation negation:
                JumpIfFalse(negation.Condition, target);
                break;
            case Logic { IsOr: true } or:
                JumpIfTrue(or.Left, target);
                JumpIfTrue(or.Right, target);
                break;
            case Logic and:
                Label end = _il.DefineLabel();
                JumpIfFalse(and.Left, end);
                JumpIfTrue(and.Right, target);
                _il.MarkLabel(end);
                break;
            default:
                Simple(condition, ifTrue: true, target);
                break;
        }
    }

    private void JumpIfFalse(ConditionTerm condition, Label target)
    {
        switch (condition)
        {
            case Negation negation:
                JumpIfTrue(negation.Condition, target);
                break;
            case Logic { IsOr: true } or:
                Label end = _il.DefineLabel();
                JumpIfTrue(or.Left, end);
                JumpIfFalse(or.Right, target);
                _il.MarkLabel(end);
                break;
            case Logic and:
                JumpIfFalse(and.Left, target);
                JumpIfFalse(and.Right, target);
                break;
            default:
                Simple(condition, ifTrue: false, target);
                break;
        }
    }

    private void Simple(ConditionTerm condition, bool ifTrue, Label target)
    {
        OpCode jump = ifTrue ? OpCodes.Brtrue : OpCodes.Brfalse;
        switch (condition)
        {
            case IsNonZero nonZero:
                Push(nonZero.Value);
                _il.Emit(jump, target);
                break;
            case IsNonZeroFloat nonZero:
                // A NaN is not 0: unequal, or unordered.
                Push(nonZero.Value);
                _il.Emit(OpCodes.Ldc_R8, 0d);
                _il.Emit(ifTrue ? OpCodes.Bne_Un : OpCodes.Beq, target);
                break;
            case IntegerComparison { IsMixed: true } mixed:
                PushBoth(mixed.Left, mixed.Right);
                _il.Emit(mixed.Left.Sign == IntegerSign.Signed ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
                Call(IntegerComparison.CompareMixed);
                _il.Emit(OpCodes.Ldc_I4_0);
                _il.Emit(IntegerJump(mixed.Operator, ifTrue, isSigned: true), target);
                break;
            case IntegerComparison comparison:
                PushBoth(comparison.Left, comparison.Right);
                _il.Emit(IntegerJump(comparison.Operator, ifTrue, comparison.IsSigned), target);
                break;
            case FloatComparison comparison:
                PushBoth(comparison.Left, comparison.Right);
                Compare(comparison.Operator);
                _il.Emit(jump, target);
                break;
            case TextComparison comparison:
                PushText(comparison.Left, 0);
                LocalBuilder order = Store(typeof(TextSpan));
                PushText(comparison.Right, 1);
                LocalBuilder second = Store(typeof(TextSpan));
                _il.Emit(OpCodes.Ldloc, order);
                _il.Emit(OpCodes.Ldloc, second);
                Call(TextSpan.Compare);
                _il.Emit(OpCodes.Ldc_I4_0);
                _il.Emit(IntegerJump(comparison.Operator, ifTrue, isSigned: true), target);
                break;
            case TextMatch match:
                PushText(match.Text, 0);
                LocalBuilder text = Store(typeof(TextSpan));
                _il.Emit(OpCodes.Ldloc, text);
                PushConstant(match.Pattern);
                Call(TextSpan.Matches);
                _il.Emit(jump, target);
                break;
            case IsOneOf oneOf:
                Push(oneOf.Value);
                LocalBuilder value = Store(typeof(ulong));
                IsAny(value, oneOf.Values, ifTrue, target);
                break;
            case HasLabel label:
                Push(label.Value);
                LocalBuilder bits = Store(typeof(ulong));
                PushText(label.Text, 0);
                LocalBuilder name = Store(typeof(TextSpan));
                _il.Emit(OpCodes.Ldloc, name);
                _il.Emit(OpCodes.Ldloc, bits);
                PushConstant(label.Labels);
                Call(TextSpan.IsLabelOf);
                _il.Emit(jump, target);
                break;
            default:
                throw new InvalidOperationException($"'{condition}' is no part of a filter.");
        }
    }

    private void IsAny(LocalBuilder value, ulong[] values, bool ifTrue, Label target)
    {
        Label found = ifTrue ? target : _il.DefineLabel();
        foreach (ulong one in values)
        {
            _il.Emit(OpCodes.Ldloc, value);
            _il.Emit(OpCodes.Ldc_I8, (long)one);
            _il.Emit(OpCodes.Beq, found);
        }

        if (!ifTrue)
        {
            _il.Emit(OpCodes.Br, target);
            _il.MarkLabel(found);
        }
    }

    private void PushBoth(FilterTerm left, FilterTerm right)
    {
        Type type = left is FloatTerm ? typeof(double) : typeof(ulong);
        Push(left);
        LocalBuilder first = Store(type);
        Push(right);
        LocalBuilder second = Store(type);
        _il.Emit(OpCodes.Ldloc, first);
        _il.Emit(OpCodes.Ldloc, second);
    }

    private void Compare(FilterOperator @operator)
    {
        // Less-or-equal is "not greater", where an unordered pair counts as greater, and so on.
        switch (@operator)
        {
            case FilterOperator.Equal or FilterOperator.NotEqual:
                _il.Emit(OpCodes.Ceq);
                break;
            case FilterOperator.Less or FilterOperator.GreaterOrEqual:
                _il.Emit(@operator == FilterOperator.Less ? OpCodes.Clt : OpCodes.Clt_Un);
                break;
            default:
                _il.Emit(@operator == FilterOperator.Greater ? OpCodes.Cgt : OpCodes.Cgt_Un);
                break;
        }

        if (@operator is FilterOperator.NotEqual or FilterOperator.GreaterOrEqual or FilterOperator.LessOrEqual)
        {
            _il.Emit(OpCodes.Ldc_I4_0);
            _il.Emit(OpCodes.Ceq);
        }
    }

    private static OpCode IntegerJump(FilterOperator @operator, bool ifTrue, bool isSigned) => (@operator, ifTrue) switch
    {
        (FilterOperator.Equal, true) or (FilterOperator.NotEqual, false) => OpCodes.Beq,
        (FilterOperator.Equal, false) or (FilterOperator.NotEqual, true) => OpCodes.Bne_Un,
        (FilterOperator.Less, true) or (FilterOperator.GreaterOrEqual, false) => isSigned ? OpCodes.Blt : OpCodes.Blt_Un,
        (FilterOperator.Less, false) or (FilterOperator.GreaterOrEqual, true) => isSigned ? OpCodes.Bge : OpCodes.Bge_Un,
        (FilterOperator.Greater, true) or (FilterOperator.LessOrEqual, false) => isSigned ? OpCodes.Bgt : OpCodes.Bgt_Un,
        _ => isSigned ? OpCodes.Ble : OpCodes.Ble_Un,
    };

    private LocalBuilder Store(Type type)
    {
        LocalBuilder local = _il.DeclareLocal(type);
        _il.Emit(OpCodes.Stloc, local);
        return local;
    }

    private void PushConstant<T>(T value)
        where T : class
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, _constants.Count);
        _il.Emit(OpCodes.Ldelem_Ref);
        _constants.Add(value);
    }

    private void Call(Delegate method) => _il.Emit(OpCodes.Call, method.Method);

    private void Call<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>(string method) =>
        _il.Emit(OpCodes.Call, typeof(T).GetMethod(method, BindingFlags.Static | BindingFlags.Public)!);

    /// <summary>For methods of a static class.</summary>
    private void CallStatic([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type type, string method) =>
        _il.Emit(OpCodes.Call, type.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!);
}
