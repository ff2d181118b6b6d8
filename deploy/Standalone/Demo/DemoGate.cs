namespace Standalone.Demo;

/// <summary>
/// Lets people and programs in once the demo business is written: until then it is another day here, and what they did would bear its date. They
/// wait for some seconds, after the very first start only. The services of this process get their tokens meanwhile.
/// </summary>
internal sealed class DemoGate(IConfiguration configuration)
{
    /// <summary>Header by which the demo's own requests pass.</summary>
    public const string Header = "Demo-Key";

    private static readonly PathString[] Held = ["/admin", "/portal", "/sign-in", "/oauth/token"];
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Known to this process alone.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public void Open() => _open.TrySetResult();

    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (!_open.Task.IsCompleted && Array.Exists(Held, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) && !await IsOwn(context.Request))
        {
            await _open.Task.WaitAsync(context.RequestAborted);
        }

        await next(context);
    }

    private async Task<bool> IsOwn(HttpRequest request) =>
        request.Headers[Header] == Key
        || (request.HasFormContentType && request.Path == "/oauth/token" && (await request.ReadFormAsync(request.HttpContext.RequestAborted))["client_id"] == configuration["Auth:ClientId"]);
}
