using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <remarks>All values in one go.</remarks>
public readonly partial struct FieldValue
{
    /// <summary>Gives a visitor the field's value, and those of its parts. Allocates nothing.</summary>
    /// <typeparam name="TVisitor">The visitor's type, best a struct.</typeparam>
    /// <param name="visitor">Takes the values.</param>
    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : IFieldVisitor, allows ref struct
    {
        var field = new FieldInfo(_node);
        switch (_node.Kind)
        {
            case FieldKind.Signed or FieldKind.Unsigned or FieldKind.Enumeration:
                if (_node.IsSigned)
                {
                    visitor.OnSigned(field, (long)Bits);
                }
                else
                {
                    visitor.OnUnsigned(field, Bits);
                }

                break;
            case FieldKind.Float:
                visitor.OnFloat(field, AsDouble());
                break;
            case FieldKind.Text:
                visitor.OnText(field, AsUtf8());
                break;
            case FieldKind.Sequence when _node.Children[0].Form is ValueForm.Signed or ValueForm.Unsigned:
                visitor.OnBegin(field, Count);
                VisitIntegers(ref visitor);
                visitor.OnEnd(field);
                break;
            default:
                visitor.OnBegin(field, Count);
                foreach (FieldValue part in this)
                {
                    part.Visit(ref visitor);
                }

                visitor.OnEnd(field);
                break;
        }
    }

    private void VisitIntegers<TVisitor>(ref TVisitor visitor)
        where TVisitor : IFieldVisitor, allows ref struct
    {
        FieldNode element = _node.Children[0];
        byte[] buffer = _data.Buffer;
        var field = new FieldInfo(element);
        int unused = element.UnusedBits;
        int stride = (int)(_node.Stride >> 3);
        int count = _count;
        int offset = _position >> 3;
        if (element.IsSigned)
        {
            for (int i = 0; i < count; i++, offset += stride)
            {
                visitor.OnSigned(field, (long)(BitReader.Load(buffer, offset) << unused) >> unused);
            }
        }
        else
        {
            for (int i = 0; i < count; i++, offset += stride)
            {
                visitor.OnUnsigned(field, BitReader.Load(buffer, offset) << unused >> unused);
            }
        }
    }
}
