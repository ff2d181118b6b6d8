using System.Buffers.Binary;
using Google.Protobuf;

namespace Gateway.Transcoding;

/// <summary>The five bytes before each gRPC message: a compression flag and the length.</summary>
internal static class GrpcFrame
{
    private const int Prefix = 5;

    public static byte[] Write(IMessage message)
    {
        var size = message.CalculateSize();
        var frame = new byte[Prefix + size];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), size);
        message.WriteTo(frame.AsSpan(Prefix));
        return frame;
    }

    /// <summary>The one message of a unary response, or null when the bytes are not exactly that.</summary>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> body)
    {
        var isWhole = body.Length >= Prefix && body.Span[0] == 0
            && BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]) == body.Length - Prefix;
        return isWhole ? body[Prefix..] : null;
    }
}
