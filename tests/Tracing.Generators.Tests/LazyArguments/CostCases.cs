namespace Tracing.Generators.Tests.LazyArguments;

/// <summary>Statements with, between <c>[|</c> and <c>|]</c>, what costs something, and a part of the message; or without both where nothing does.</summary>
internal static class CostCases
{
    public static IReadOnlyList<(string Statement, string? Message)> All { get; } =
    [
        // Calls.
        ("ShopTrace.Text([|order.Describe()|]);", "Argument 'x' calls 'Order.Describe' even while nobody records 'Text': put the call under 'if (ShopTrace.TextEnabled)'"),
        ("ShopTrace.Span([|order.Describe()|]);", "calls 'Order.Describe'"),
        ("ShopTrace.There([|order.Describe()|]);", "Argument 'user' calls 'Order.Describe' even while nobody records 'There'"),
        ("ShopTrace.Text([|order.Describe()|].AsSpan());", "'if (ShopTrace.text_spanEnabled)'"),
        ("ShopTrace.Two(y: [|order.Describe()|], x: 1);", "Argument 'y'"),
        ("ShopTrace.Number([|Order.Compute()|] + 1);", "calls 'Order.Compute'"),
        ("ShopTrace.Number(_flag ? 0 : [|Order.Compute()|]);", "calls 'Order.Compute'"),
        ("ShopTrace.Number(Math.Max(number, [|Order.Compute()|]));", "calls 'Order.Compute'"),
        ("ShopTrace.Number(number switch { 1 => 2, _ => [|Order.Compute()|] });", "calls 'Order.Compute'"),
        ("ShopTrace.Text(order?[|.Describe()|]);", "calls 'Order.Describe'"),
        ("ShopTrace.Text([|color.ToString()|]);", "calls 'Enum.ToString'"),
        ("ShopTrace.Number([|list.Count(x => x > 1)|]);", "calls 'Enumerable.Count'"),
        ("ShopTrace.Number([|Local()|]); static int Local() => 1;", "calls 'Local'"),
        ("Func<int> f = () => 1; ShopTrace.Number([|f()|]);", "calls 'Func.Invoke'"),
        ("ShopTrace.Number([|pointer()|]);", "calls a function pointer"),
        ("ShopTrace.Number((int)[|late.Size|]);", "binds a call at run time"),
        ("ShopTrace.Number((int)[|late.Size()|]);", "binds a call at run time"),
        ("ShopTrace.Bytes([|Guid.NewGuid().ToByteArray()|]);", "calls 'Guid.ToByteArray'"),
        ("ShopTrace.Place(new Point(1, [|Order.Compute()|]));", "calls 'Order.Compute'"),
        ("ShopTrace.Place(new Point(1, 2) { Z = [|Order.Compute()|] });", "calls 'Order.Compute'"),
        ("[|order.Describe()|].Extended(1);", "calls 'Order.Describe'"),
        ("ShopTrace.Number([|(int)vector|]);", "calls 'Vector.op_Explicit'"),
        ("ShopTrace.Text([|vector|]);", "calls 'Vector.op_Implicit'"),
        ("ShopTrace.Text([|vector + vector|]);", "calls 'Vector.op_Implicit'"),
        ("ShopTrace.Text([|text[1..]|]);", "calls 'String.Substring'"),

        // Properties with a body.
        ("ShopTrace.Text([|order.Name|]);", "evaluates 'Order.Name'"),
        ("ShopTrace.Number([|order.Name|].Length);", "evaluates 'Order.Name'"),
        ("ShopTrace.Text([|order.Label|]);", "evaluates 'Order.Label'"),
        ("ShopTrace.Number([|order.Sum|]);", "evaluates 'Order.Sum'"),
        ("ShopTrace.Text([|order.Virtual|]);", "evaluates 'Order.Virtual'"),
        ("ShopTrace.Text([|order[1]|]);", "evaluates 'Order.this[]'"),
        ("ShopTrace.Number([|map[text]|]);", "evaluates 'Dictionary.this[]'"),
        ("ShopTrace.At([|DateTime.UtcNow|]);", "evaluates 'DateTime.UtcNow'"),
        ("ShopTrace.Text([|exception.StackTrace|]);", "evaluates 'Exception.StackTrace'"),

        // Allocations.
        ("ShopTrace.Bytes([|new byte[3]|]);", "allocates 'byte[]'"),
        ("ShopTrace.Bytes([|new byte[] { 1, 2 }|]);", "allocates 'byte[]'"),
        ("ShopTrace.Bytes([|[1, 2]|]);", "allocates 'byte[]'"),
        ("ShopTrace.Bytes([|order.Blob[1..]|]);", "allocates 'byte[]'"),
        ("ShopTrace.Data([|new byte[] { 1, (byte)number }|]);", "allocates 'byte[]'"),
        ("ShopTrace.Numbers([|[.. list]|]);", "allocates 'ReadOnlySpan<int>'"),
        ("ShopTrace.Text([|new string('x', number)|]);", "allocates 'string'"),
        ("ShopTrace.Number([|new { A = 1 }|].A);", "allocates '<anonymous type: int A>'"),
        ("ShopTrace.Number([|(note with { Text = text })|].Size);", "allocates 'Note'"),
        ("ShopTrace.Array([|1, number|]);", "allocates 'int[]'"),
        ("ShopTrace.Flag([|(Func<int>)(() => number)|] == null);", "allocates 'Func<int>'"),
        ("ShopTrace.Flag([|(Func<int>)(() => F(_flag ? 1 : 2))|] == null);", "allocates 'Func<int>'"),
        ("ShopTrace.Flag([|order.Describe|] == (Func<string>?)null);", "allocates 'Func<string>'"),

        // Boxing.
        ("ShopTrace.Flag([|(object)number|] == thing);", "boxes 'int'"),
        ("ShopTrace.Flag(([|(object)value|]) == thing);", "boxes 'T'"),

        // Strings.
        ("ShopTrace.Text([|$\"no {number}\"|]);", "formats a string"),
        ("ShopTrace.Span([|$\"no {order.Describe()}\"|]);", "formats a string"),
        ("ShopTrace.Text([|\"no \" + number|]);", "concatenates strings"),
        ("ShopTrace.Text([|text += number|]);", "concatenates strings"),

        // What costs nothing.
        ("ShopTrace.Empty();", null),
        ("ShopTrace.Helper(order.Describe());", null),
        ("ShopTrace.Number(1); ShopTrace.Number(number); ShopTrace.Number(order.Count); ShopTrace.Number(Order.Limit); ShopTrace.Text(Order.Kind); ShopTrace.Text(null); ShopTrace.Text(default(string));", null),
        ("ShopTrace.Text(nameof(order.Describe)); ShopTrace.OfType(typeof(T)); ShopTrace.OfType(thing.GetType()); ShopTrace.Number(sizeof(int));", null),
        ("ShopTrace.Text(\"a\" + \"b\"); ShopTrace.Text($\"{Order.Kind}\" + Order.Kind); ShopTrace.Text($\"none\");", null),
        ("ShopTrace.Number((int)color); ShopTrace.Number((int)thing); ShopTrace.Text((string)thing); ShopTrace.Text(thing as string); ShopTrace.Flag(thing is int and > 5);", null),
        ("ShopTrace.Number(order.Items[0]); ShopTrace.Number(order.Items.Length); ShopTrace.Number(list[0]); ShopTrace.Number(list[^1]); ShopTrace.Number(list.Count); ShopTrace.Number(text.Length); ShopTrace.Number(text[0]);", null),
        ("ShopTrace.Number(order.Id); ShopTrace.Number(order.Total); ShopTrace.Number(order.Rest); ShopTrace.Number(order.Half); ShopTrace.Flag(order.IsEmpty); ShopTrace.Text(order.Abstract);", null),
        ("ShopTrace.Number(order.Next?.Next?.Id ?? 0); ShopTrace.Number(maybe ?? 0); ShopTrace.Number(maybe.GetValueOrDefault()); ShopTrace.Number(maybe!.Value); ShopTrace.Number(note.Size);", null),
        ("ShopTrace.Span(text); ShopTrace.Span(text.AsSpan(1, 2)); ShopTrace.Data(order.Blob); ShopTrace.Data(order.Blob.AsSpan()[1..]); ShopTrace.Numbers(order.Items.AsSpan().Slice(1));", null),
        ("ShopTrace.Data(new byte[] { 1, 2, 3 }); ShopTrace.Data([1, 2, 3]); ShopTrace.Numbers([1, number]); ShopTrace.Data(\"text\"u8); ShopTrace.Numbers(stackalloc int[3]); ShopTrace.Bytes([]);", null),
        ("ShopTrace.Spread(1, number); ShopTrace.Spread(); ShopTrace.Array(); ShopTrace.Array(order.Items);", null),
        ("ShopTrace.Took(new TimeSpan(1, 2, 3)); ShopTrace.Took(new()); ShopTrace.Took(TimeSpan.FromSeconds(number)); ShopTrace.Number(BitConverter.SingleToInt32Bits(1.5f * number)); ShopTrace.Place(new Point(number, 2) { Z = 3 }); ShopTrace.Place(new Point(1, 2) with { X = number });", null),
        ("ShopTrace.Money(number * 1.5m); ShopTrace.Money(-1m - number); ShopTrace.Number((int)(metres + metres)); ShopTrace.At(DateTime.MinValue + TimeSpan.Zero);", null),
        ("ShopTrace.Number(Math.Min(number, 7)); ShopTrace.Number(System.Numerics.BitOperations.PopCount((uint)number)); ShopTrace.Flag(string.IsNullOrEmpty(text)); ShopTrace.Number(System.Threading.Volatile.Read(ref order.Count));", null),
        ("ShopTrace.Optional(number); ShopTrace.Optional(y: number, x: 1); text.Extended(number);", null),
        ("ShopTrace.Text(text ?? throw new InvalidOperationException(order.Describe()));", null),
        ("ShopTrace.Flag((Func<int>)(() => 1) == null); ShopTrace.Flag((Func<int>)Order.Compute == null); ShopTrace.Flag((Func<int, int>)(x => { int y = x; return F(y); }) == null); ShopTrace.Flag(ShopTrace.NumberEnabled);", null),

        // As a build sees the library, and as an editor does.
    ];
}
