namespace Grpc.Core;

/// <summary>How a channel's connection stands.</summary>
public enum ConnectivityState
{
    Idle,
    Connecting,
    Ready,
    TransientFailure,
    Shutdown,
}
