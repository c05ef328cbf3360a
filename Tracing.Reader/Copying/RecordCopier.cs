using Tracing.Reader.Records;

namespace Tracing.Reader.Copying;

/// <summary>
/// Writes fields again at another place: each at its alignment there, which may leave other gaps than where it was read.
/// </summary>
internal static class RecordCopier
{
    /// <summary>Copies a field.</summary>
    /// <param name="node">The field.</param>
    /// <param name="data">Where it is; its registers are set again on the way.</param>
    /// <param name="position">Where the field before it ends there; moved behind this one.</param>
    /// <param name="output">Where to.</param>
    public static void Copy(FieldNode node, FieldData data, ref int position, BitWriter output)
    {
        position = data.AlignSlow(position, node.Alignment);
        output.Align(node.Alignment);
        switch (node.Kind)
        {
            case FieldKind.Structure:
                foreach (FieldNode child in node.Children)
                {
                    Copy(child, data, ref position, output);
                }

                break;
            case FieldKind.Variant:
                Copy(node.Children[data.ChosenOption(node)], data, ref position, output);
                break;
            case FieldKind.Text when node.IsTerminated:
                int length = data.TextLength(position) + 1;
                output.Write(data.Buffer.AsSpan(position >> 3, length));
                position += length * 8;
                break;
            case FieldKind.Text or FieldKind.Sequence:
                ulong count = node.Reference >= 0 ? data.Registers[node.Reference] : node.Length;
                for (ulong i = 0; i < count; i++)
                {
                    Copy(node.Children[0], data, ref position, output);
                }

                break;
            default:
                ulong value = BitReader.Read(data.Buffer, position, node);
                if (node.Register >= 0)
                {
                    data.Registers[node.Register] = value;
                }

                output.Write(value, node.Size, node.IsBigEndian);
                position += node.Size;
                break;
        }
    }

    /// <summary>Whether a field takes whole bytes and none between it and its neighbours, so that its bytes can be copied as they are.</summary>
    public static bool IsBytePacked(FieldNode node) => node.Alignment <= 8 && node.Kind switch
    {
        FieldKind.Structure or FieldKind.Variant => Array.TrueForAll(node.Children, IsBytePacked),
        FieldKind.Text when node.IsTerminated => true,
        FieldKind.Text or FieldKind.Sequence => IsBytePacked(node.Children[0]),
        _ => node.Size % 8 == 0 && node.Alignment == 8,
    };
}
