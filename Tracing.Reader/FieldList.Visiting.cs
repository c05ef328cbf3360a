using System.Runtime.CompilerServices;
using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <remarks>All values in one go.</remarks>
public readonly partial struct FieldList
{
    /// <summary>Gives a visitor the value of each field, in order. Allocates nothing.</summary>
    /// <typeparam name="TVisitor">The visitor's type, best a struct.</typeparam>
    /// <param name="visitor">Takes the values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : IFieldVisitor, allows ref struct
    {
        if (_nodes is not null)
        {
            Visit(_data!, _nodes, ref visitor);
        }
    }

    private static void Visit<TVisitor>(FieldData data, FieldNode[] nodes, ref TVisitor visitor)
        where TVisitor : IFieldVisitor, allows ref struct
    {
        byte[] buffer = data.Buffer;
        int[] slots = data.Slots;
        for (int i = 0; i < nodes.Length; i++)
        {
            FieldNode node = nodes[i];
            int slot = node.Slot;
            int position = slots[slot] + node.SlotOffset;
            switch (node.Form)
            {
                case ValueForm.Signed:
                    int unusedSigned = node.UnusedBits;
                    visitor.OnSigned(new FieldInfo(node), (long)(BitReader.Load(buffer, position >> 3) << unusedSigned) >> unusedSigned);
                    break;
                case ValueForm.Unsigned:
                    int unused = node.UnusedBits;
                    visitor.OnUnsigned(new FieldInfo(node), BitReader.Load(buffer, position >> 3) << unused >> unused);
                    break;
                case ValueForm.Double:
                    visitor.OnFloat(new FieldInfo(node), BitConverter.UInt64BitsToDouble(BitReader.Load(buffer, position >> 3)));
                    break;
                case ValueForm.Text:
                    int start = (position + 7) >> 3;
                    visitor.OnText(new FieldInfo(node), buffer.AsSpan(start, (data.TailEnds[slot] >> 3) - start - 1));
                    break;
                default:
                    FieldValue.OfTop(data, node).Visit(ref visitor);
                    break;
            }
        }
    }
}
