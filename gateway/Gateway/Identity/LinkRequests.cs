using System.Diagnostics;
using System.Threading.Channels;
using Screens.Identity;

namespace Gateway.Identity;

/// <summary>A wish to be mailed a link.</summary>
/// <param name="Cause">The trace of the request.</param>
internal sealed record LinkRequest(SignInPurpose Purpose, string Email, ActivityContext Cause = default);

/// <summary>
/// Requested links, handled beside the request: neither the answer nor its timing tells whether an address is known. The
/// queue is short and lost with the process; whoever waits in vain asks again.
/// </summary>
internal sealed class LinkRequests
{
    private readonly Channel<LinkRequest> _queue = Channel.CreateBounded<LinkRequest>(
        new BoundedChannelOptions(200) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(LinkRequest request) => _queue.Writer.TryWrite(request);

    public IAsyncEnumerable<LinkRequest> ReadAllAsync(CancellationToken ct) => _queue.Reader.ReadAllAsync(ct);
}
