using System.Collections.Concurrent;

namespace Browser.Tests.Support;

/// <summary>One person's browser window, and what went wrong in it: nothing may, in any test.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const float Bound = 60_000;

    // What browsers remark on and pages mean: a page that answers 404 or 409 (which resources may do so is decided below), and
    // the second way to open a dialog, for browsers that do not know the first.
    private static readonly string[] Meant = ["Failed to load resource", "popovertarget is ignored on elements with commandfor"];

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _troubles = new();

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors and policy violations of the console, script dialogs, failed resources, faults of the server.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    public static async Task<Visit> Begin(IBrowser browser, Uri gateway, Look look, string? storageState = null)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = gateway.ToString(),
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            JavaScriptEnabled = look.JavaScript,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            StorageState = storageState,
        });
        context.SetDefaultTimeout(Bound);
        if (look.Language is not null)
        {
            await context.AddCookiesAsync([new Cookie { Name = "lang", Value = look.Language, Url = gateway.ToString() }]);
        }

        var visit = new Visit(context, await context.NewPageAsync());
        visit.Watch();
        return visit;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Watch()
    {
        _context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !Meant.Any(start => message.Text.StartsWith(start, StringComparison.Ordinal)))
            {
                _troubles.Enqueue($"{message.Page?.Url}: {message.Text}");
            }
        };
        _context.WebError += (_, error) => _troubles.Enqueue($"{error.Page?.Url}: {error.Error}");
        _context.Dialog += async (_, dialog) =>
        {
            _troubles.Enqueue($"A script dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        _context.Response += (_, response) =>
        {
            var isPage = response.Request.IsNavigationRequest;
            if (response.Status >= 500 || (response.Status >= 400 && !isPage))
            {
                _troubles.Enqueue($"{response.Request.Method} {response.Url} answered {response.Status}");
            }
        };
    }
}
