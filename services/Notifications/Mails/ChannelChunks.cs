using System.Threading.Channels;

namespace Notifications.Mails;

internal static class ChannelChunks
{
    /// <summary>What comes, in chunks: a chunk is as large as it may be, or as old, or the last.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ReadInChunks<T>(this ChannelReader<T> reader, int size, TimeSpan age)
    {
        while (await reader.WaitToReadAsync())
        {
            using var old = new CancellationTokenSource(age);
            var chunk = new List<T>(size);
            do
            {
                while (chunk.Count < size && reader.TryRead(out var item))
                {
                    chunk.Add(item);
                }
            }
            while (chunk.Count < size && await MoreComes(reader, old.Token));

            yield return chunk;
        }
    }

    private static async Task<bool> MoreComes<T>(ChannelReader<T> reader, CancellationToken old)
    {
        try
        {
            return await reader.WaitToReadAsync(old);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
