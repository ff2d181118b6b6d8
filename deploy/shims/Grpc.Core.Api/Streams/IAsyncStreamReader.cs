namespace Grpc.Core;

/// <summary>Messages that arrive one by one. One reader at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>False at the stream's end.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
