using Google.Protobuf;
using Grpc.Core;

namespace ServiceDefaults.Limits;

/// <summary>
/// How often a call may be made, whichever way it came. Counted before the call's own transaction begins, so that a refused call
/// counts although it leaves nothing else behind. Registered as a singleton.
/// </summary>
public interface ICallLimit
{
    /// <summary>Whether calls of this rpc are counted.</summary>
    /// <param name="path">/subscriptions.v1.PortalService/ApplyCoupon</param>
    bool Covers(string path);

    /// <summary>Counts one call.</summary>
    /// <returns>What takes the count back once the call has succeeded; null where nothing was counted.</returns>
    /// <exception cref="Errors.DomainException">RESOURCE_EXHAUSTED with the time to wait: there were too many.</exception>
    Task<Func<Task>?> Take(IMessage request, ServerCallContext context);
}
