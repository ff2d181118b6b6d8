using System.Buffers.Binary;
using System.Numerics;

namespace System.IO.Hashing;

/// <summary>The public xxHash algorithm, 64 bits, seed 0, in the one form that the proxy calls.</summary>
public static class XxHash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    /// <summary>Eight bytes, big-endian.</summary>
    public static byte[] Hash(byte[] source)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] hash = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(hash, Compute(source));
        return hash;
    }

    private static ulong Compute(ReadOnlySpan<byte> data)
    {
        ulong length = (ulong)data.Length;
        ulong hash = unchecked((data.Length >= 32 ? Stripes(ref data) : Prime5) + length);
        for (; data.Length >= 8; data = data[8..])
        {
            hash = unchecked((BitOperations.RotateLeft(hash ^ Round(0, Word(data)), 27) * Prime1) + Prime4);
        }

        if (data.Length >= 4)
        {
            ulong half = BinaryPrimitives.ReadUInt32LittleEndian(data);
            hash = unchecked((BitOperations.RotateLeft(hash ^ (half * Prime1), 23) * Prime2) + Prime3);
            data = data[4..];
        }

        foreach (byte last in data)
        {
            hash = unchecked(BitOperations.RotateLeft(hash ^ (last * Prime5), 11) * Prime1);
        }

        return Avalanche(hash);
    }

    /// <summary>Folds 32 bytes at a time over four lanes and leaves the rest in <paramref name="data"/>.</summary>
    private static ulong Stripes(ref ReadOnlySpan<byte> data)
    {
        unchecked
        {
            Span<ulong> lanes = [Prime1 + Prime2, Prime2, 0, 0 - Prime1];
            for (; data.Length >= 32; data = data[32..])
            {
                for (int lane = 0; lane < 4; lane++)
                {
                    lanes[lane] = Round(lanes[lane], Word(data[(lane * 8)..]));
                }
            }

            ulong hash = BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7)
                + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
            foreach (ulong lane in lanes)
            {
                hash = ((hash ^ Round(0, lane)) * Prime1) + Prime4;
            }

            return hash;
        }
    }

    private static ulong Word(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt64LittleEndian(data);

    private static ulong Round(ulong lane, ulong input) => unchecked(BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1);

    private static ulong Avalanche(ulong hash)
    {
        hash = unchecked((hash ^ (hash >> 33)) * Prime2);
        hash = unchecked((hash ^ (hash >> 29)) * Prime3);
        return hash ^ (hash >> 32);
    }
}
