using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracing.Reader.Records;

/// <remarks>Going over events of whole bytes.</remarks>
internal sealed partial class FieldData
{
    /// <summary>Goes over an event by its plan in bytes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="position">Where the first scope begins, in bytes, at most at the content's end.</param>
    /// <returns>Where the event ends, in bytes, or -1: the full plan tells why.</returns>
    public int WalkBytes(BytePlan plan, int position)
    {
        ByteSegment[] segments = plan.Segments;
        int[] slots = Slots;
        int end = EndBits >> 3;
        for (int i = 0; i < segments.Length; i++)
        {
            ref readonly ByteSegment segment = ref segments[i];
            slots[i] = position << 3;
            int start = position;
            position += segment.Bytes;
            if (position > end)
            {
                return -1;
            }

            if (segment.Tail == TailKind.None)
            {
                Keep(segment.Kept, start);
                continue;
            }

            if (segment.Tail == TailKind.Text)
            {
                Keep(segment.Kept, start);
                position = EndOfText(position, end);
            }
            else
            {
                Keep(segment.Kept, start);
                ulong count = Registers[segment.CountRegister];

                // Each element has a byte at least, so that a count above the bytes there are is wrong before it is multiplied.
                position = count <= (ulong)(end - position) && (long)count * segment.Stride <= end - position
                    ? position + ((int)count * segment.Stride)
                    : -1;
            }

            if (position < 0)
            {
                return -1;
            }

            TailEnds[i] = position << 3;
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep(FieldNode[] kept, int start)
    {
        for (int k = 0; k < kept.Length; k++)
        {
            FieldNode node = kept[k];
            Registers[node.Register] = BitReader.Read(Buffer, (start << 3) + node.SlotOffset, node);
        }
    }

    /// <summary>Where the byte behind the next NUL is, or -1 if there is none in the content.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int EndOfText(int start, int end)
    {
        // Most texts are short: one comparison, which the slack behind the content allows at any place in it.
        if (Vector256.IsHardwareAccelerated && BitReader.Slack >= Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Buffer), (nuint)start);
            uint zeros = Vector256.Equals(bytes, Vector256<byte>.Zero).ExtractMostSignificantBits();
            if (zeros != 0)
            {
                int found = start + BitOperations.TrailingZeroCount(zeros) + 1;
                return found <= end ? found : -1;
            }
        }
        else if (Vector128.IsHardwareAccelerated && BitReader.Slack >= Vector128<byte>.Count)
        {
            // What a program compiled ahead of time may count on.
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Buffer), (nuint)start);
            uint zeros = Vector128.Equals(bytes, Vector128<byte>.Zero).ExtractMostSignificantBits();
            if (zeros != 0)
            {
                int found = start + BitOperations.TrailingZeroCount(zeros) + 1;
                return found <= end ? found : -1;
            }
        }

        return EndOfLongText(start, end);
    }

    private int EndOfLongText(int start, int end)
    {
        int length = Buffer.AsSpan(start, end - start).IndexOf((byte)0);
        return length < 0 ? -1 : start + length + 1;
    }
}
