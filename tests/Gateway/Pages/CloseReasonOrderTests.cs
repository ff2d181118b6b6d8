using System.Net;
using System.Text.RegularExpressions;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;

namespace Gateway.Tests.Pages;

/// <summary>The order of the close reasons is changed by keyboard without losing one's place.</summary>
[Collection(SharedGateway.Name)]
public sealed partial class CloseReasonOrderTests(GatewayHost host) : IDisposable
{
    private readonly List<string> _order = ["r1", "r2", "r3"];

    public void Dispose() => host.Upstream.Reset();

    [Theory]
    [InlineData("up", "r2", "Move up: Reason r2", "“Reason r2” now stands at place 1 of 3.")]
    [InlineData("down", "r2", "Move down: Reason r2", "“Reason r2” now stands at place 3 of 3.")]
    [InlineData("up", "r1", "Move up: Reason r1", "“Reason r1” now stands at place 1 of 3.")]
    public async Task A1_04_The_button_that_was_pressed_has_the_focus_again_where_its_reason_went(string button, string reason, string focused, string reported)
    {
        host.Upstream.Answers<ListCloseReasonsRequest>(_ => new ListCloseReasonsResponse
        {
            CloseReasons = { _order.Select(id => new CloseReason { Id = id, Code = id, Label = new LocalizedText { Values = { ["en"] = $"Reason {id}" } } }) },
        });
        host.Upstream.Answers<ReorderCloseReasonsRequest>(request =>
        {
            _order.Clear();
            _order.AddRange(request.Ids);
            return new ListCloseReasonsResponse();
        });
        using var browser = await host.StaffAsync();

        var (status, _, location) = await browser.SendAsync("/admin/close-reasons", "/admin/close-reasons", $"{button}-{reason}");

        status.ShouldBe(HttpStatusCode.Redirect);
        var (_, html) = await browser.PageAsync(location!);
        Focused().Matches(html).Select(match => match.Groups["label"].Value).ShouldBe([focused]);
        html.ShouldContain(reported);
    }

    [GeneratedRegex("""<button[^>]* autofocus[^>]* aria-label="(?<label>[^"]+)""")]
    private static partial Regex Focused();
}
