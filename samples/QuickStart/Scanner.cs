using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace QuickStart;

/// <summary>Several workers read the files of a folder, count their lines and hash their contents.</summary>
internal static class Scanner
{
    public static async Task RunAsync(string root, IEnumerable<string> files, int workers)
    {
        var queue = new ConcurrentQueue<string>(files);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(worker, root, queue))));
    }

    private static async Task WorkAsync(int worker, string root, ConcurrentQueue<string> queue)
    {
        int files = 0;
        long bytes = 0;
        while (queue.TryDequeue(out string? path))
        {
            try
            {
                bytes += await ScanAsync(worker, root, path);
                files++;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"skipped {path}: {exception.Message}");
            }
        }

        ScanTrace.WorkerDone(worker, files, bytes);
    }

    private static async Task<long> ScanAsync(int worker, string root, string path)
    {
        long start = Stopwatch.GetTimestamp();
        await using FileStream file = File.OpenRead(path);
        string name = Path.GetRelativePath(root, path);
        ScanTrace.FileOpened(worker, name, file.Length);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        PipeReader reader = PipeReader.Create(file);
        long offset = 0;
        long lines = 0;
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            foreach (ReadOnlyMemory<byte> block in result.Buffer)
            {
                if (block.IsEmpty)
                {
                    continue;
                }

                int blockLines = block.Span.Count((byte)'\n');
                hash.AppendData(block.Span);
                ScanTrace.Block(worker, offset, block.Length, blockLines);
                offset += block.Length;
                lines += blockLines;
            }

            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
        if (ScanTrace.FileDoneEnabled)
        {
            // Only the trace wants the hash.
            ScanTrace.FileDone(worker, name, lines, hash.GetHashAndReset(), Stopwatch.GetElapsedTime(start));
        }

        return offset;
    }
}
