using System.Buffers.Binary;
using Contracts.Events;

namespace Notifications.Chatter;

/// <summary>
/// Where an entry stands among those of its instant: by the millisecond in which its id was made, and within that by the number of its event among those of its pass or
/// subscription. The ids alone do not say it: within a millisecond they are random, and SQL Server sorts them in an order of its own.
/// </summary>
internal static class EntryOrder
{
    /// <summary>Bits of a UUIDv7 below its millisecond and version, in the half that sorts.</summary>
    private const long Below = 0xFFF;

    public static long Of(IEvent e) => e switch
    {
        PassEvent counted => Of(e.EventId, counted.Sequence),
        SubscriptionEvent counted => Of(e.EventId, counted.Sequence),
        _ => Of(e.EventId),
    };

    public static long Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    private static long Of(Guid id, int sequence) => (Of(id) & ~Below) | (sequence & Below);
}
