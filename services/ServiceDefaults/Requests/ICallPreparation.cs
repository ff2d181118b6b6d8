using Google.Protobuf;
using Grpc.Core;

namespace ServiceDefaults.Requests;

/// <summary>
/// What an rpc asks of other services before its own transaction begins: within that nothing remote is waited for. The answer is left in the call's
/// <see cref="ServerCallContext.UserState"/>, where a second run of the call finds it too. Registered as a singleton.
/// </summary>
public interface ICallPreparation
{
    /// <param name="path">/subscriptions.v1.PassService/SellPass</param>
    bool Covers(string path);

    Task Prepare(IMessage request, ServerCallContext context);
}
