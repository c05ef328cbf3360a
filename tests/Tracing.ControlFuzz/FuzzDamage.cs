using System.Text;

namespace Tracing.ControlFuzz;

/// <summary>The target without a fuzzer: on seeds with random damage.</summary>
internal static class FuzzDamage
{
    /// <summary>Runs so many inputs; what fails names the number that repeats it.</summary>
    public static int Run(int rounds, int seed)
    {
        byte[][] seeds = [.. FuzzRequests.Seeds.Select(static text => Encoding.UTF8.GetBytes(text + "\n"))];
        Array.ForEach(seeds, FuzzRequests.Run);
        for (int round = 0; round < rounds; round++)
        {
            var random = new Random(seed + round);
            byte[] bytes = Damage(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            try
            {
                FuzzRequests.Run(bytes);
            }
            catch (Exception exception)
            {
                Console.Error.WriteLine($"seed {seed + round}: {Encoding.UTF8.GetString(bytes)}\n{exception}");
                return 1;
            }
        }

        Console.WriteLine($"{rounds} inputs from seed {seed} on");
        return 0;
    }

    /// <summary>Bytes replaced, a piece doubled or removed, or the rest taken from another request.</summary>
    private static byte[] Damage(byte[] sound, byte[] other, Random random)
    {
        byte[] bytes = [.. sound];
        int from = random.Next(bytes.Length);
        int to = random.Next(from, bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                bytes[from] = (byte)random.Next(256);
                bytes[to] = (byte)random.Next(256);
                return bytes;
            case 1:
                return [.. bytes[..from], .. bytes[to..]];
            case 2:
                return [.. bytes[..to], .. bytes[from..]];
            default:
                return [.. bytes[..from], .. other[random.Next(other.Length)..]];
        }
    }
}
