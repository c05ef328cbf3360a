using System.Reflection.Emit;

namespace Tracing.Runtime.Filters;

/// <remarks>The way to a field, and its value there.</remarks>
internal sealed partial class FilterCompiler
{
    private unsafe void PushPlace(FieldPath path)
    {
        LocalBuilder place = _il.DeclareLocal(typeof(byte*));
        _il.Emit(OpCodes.Ldarg, FirstPart + (int)path.Part);
        _il.Emit(OpCodes.Stloc, place);
        foreach (PathStep step in path.Steps)
        {
            switch (step.Action)
            {
                case PathAction.EnterNullable:
                    PushTag(place);
                    _il.Emit(OpCodes.Brfalse, _noMatch);
                    break;
                case PathAction.Element:
                    PushCount(place, step.CountSize);
                    _il.Emit(OpCodes.Ldc_I4, step.Index);
                    _il.Emit(OpCodes.Ble_Un, _noMatch);
                    Add(place, (long)step.Index * step.Size);
                    break;
                default:
                    Skip(place, step);
                    break;
            }
        }

        _il.Emit(OpCodes.Ldloc, place);
    }

    private void Skip(LocalBuilder place, PathStep step)
    {
        switch (step.Action)
        {
            case PathAction.Advance:
                Add(place, step.Size);
                break;
            case PathAction.SkipText:
                _il.Emit(OpCodes.Ldloc, place);
                Call<FieldPath>(nameof(FieldPath.AfterText));
                _il.Emit(OpCodes.Stloc, place);
                break;
            case PathAction.SkipSequence:
                PushCount(place, step.CountSize);
                _il.Emit(OpCodes.Conv_U8);
                _il.Emit(OpCodes.Ldc_I8, (long)step.Size);
                _il.Emit(OpCodes.Mul);
                _il.Emit(OpCodes.Conv_I);
                _il.Emit(OpCodes.Ldloc, place);
                _il.Emit(OpCodes.Add);
                _il.Emit(OpCodes.Stloc, place);
                break;
            default:
                Label end = _il.DefineLabel();
                PushTag(place);
                _il.Emit(OpCodes.Brfalse, end);
                foreach (PathStep inner in step.Inner!)
                {
                    Skip(place, inner);
                }

                _il.MarkLabel(end);
                break;
        }
    }

    private void Add(LocalBuilder place, long bytes)
    {
        _il.Emit(OpCodes.Ldloc, place);
        _il.Emit(OpCodes.Ldc_I8, bytes);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, place);
    }

    private void PushTag(LocalBuilder place)
    {
        _il.Emit(OpCodes.Ldloc, place);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ldind_U1);
    }

    private void PushCount(LocalBuilder place, int countSize)
    {
        _il.Emit(OpCodes.Ldloc, place);
        _il.Emit(OpCodes.Ldc_I4, countSize);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Unaligned, (byte)1);
        _il.Emit(countSize == sizeof(byte) ? OpCodes.Ldind_U1 : OpCodes.Ldind_U4);
    }

    private void Load(IntegerLayout layout)
    {
        _il.Emit(OpCodes.Unaligned, (byte)1);
        _il.Emit((layout.Size, layout.IsSigned) switch
        {
            (1, true) => OpCodes.Ldind_I1,
            (1, false) => OpCodes.Ldind_U1,
            (2, true) => OpCodes.Ldind_I2,
            (2, false) => OpCodes.Ldind_U2,
            (4, true) => OpCodes.Ldind_I4,
            (4, false) => OpCodes.Ldind_U4,
            _ => OpCodes.Ldind_I8,
        });
        _il.Emit(layout.IsSigned ? OpCodes.Conv_I8 : OpCodes.Conv_U8);
    }

    private void LoadFloat(FieldLayout layout)
    {
        if (layout is not FloatLayout)
        {
            CallStatic(typeof(FieldText), nameof(FieldText.ReadDecimal));
            return;
        }

        _il.Emit(OpCodes.Unaligned, (byte)1);
        _il.Emit(layout.Size == sizeof(float) ? OpCodes.Ldind_R4 : OpCodes.Ldind_R8);
        _il.Emit(OpCodes.Conv_R8);
    }
}
