using System.Buffers;

namespace Grpc.Core;

/// <summary>Lets a marshaller that works on contexts serve a caller who wants an array.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private byte[]? payload;

    public byte[] Payload() => payload ?? throw new InvalidOperationException("The serializer did not complete the message.");

    public override void Complete(byte[] payload) => this.payload = payload;

    public override void Complete() => payload = buffer.WrittenSpan.ToArray();

    public override IBufferWriter<byte> GetBufferWriter() => buffer;

    public override void SetPayloadLength(int payloadLength)
    {
        // A hint that a growing buffer does not need.
    }
}

internal sealed class ArrayDeserializationContext(byte[] payload) : DeserializationContext
{
    public override int PayloadLength => payload.Length;

    public override byte[] PayloadAsNewBuffer() => payload;

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
}
