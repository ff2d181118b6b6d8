using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a message's bytes go. The transport overrides the ways that it supports.</summary>
public abstract class SerializationContext
{
    /// <summary>Hands over the whole payload and ends the message.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Tells the length in bytes before writing, so that the right buffer is rented.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    /// <summary>Ends a message that went into the buffer writer.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
