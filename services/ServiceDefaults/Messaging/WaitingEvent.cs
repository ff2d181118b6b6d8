using System.Diagnostics;
using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>One event that waits for one handler.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Tries">Those made before.</param>
/// <param name="Cancelled">Whoever delivered it takes it back.</param>
internal sealed record WaitingEvent(IEvent Event, DeliveryRetries Tries, CancellationToken Cancelled)
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The delivery, which what the handler does belongs to; null where nothing is traced.</summary>
    public Activity? Trace { get; } = Activity.Current;

    /// <summary>Ends when it was handled; fails with the reason.</summary>
    public Task End => _end.Task;

    public void Handled() => _end.TrySetResult();

    public void Fail(Exception failure) => _end.TrySetException(failure);
}
