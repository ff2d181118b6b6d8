using System.Net;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;
using Grpc.Core;

namespace Gateway.Tests.Pages;

/// <summary>Addresses at which there is nothing, and addresses that ask for what cannot be shown.</summary>
[Collection(SharedGateway.Name)]
public sealed class NothingThereTests(GatewayHost host)
{
    [Theory]
    [InlineData("/admin/nothing", "en", "There is no such page", "href=\"/admin\"")]
    [InlineData("/admin/subscriptions/s1/nothing/at/all", "vi", "Không có trang này", "href=\"/admin\"")]
    [InlineData("/portal/nothing", "it", "Questa pagina non esiste", "href=\"/portal\"")]
    [InlineData("/portal/nothing", "fa", "چنین صفحه‌ای وجود ندارد", "dir=\"rtl\"")]
    [InlineData("/nothing", "pl", "Nie ma takiej strony", "href=\"/portal\"")]
    public async Task People_get_a_page_in_their_language_with_a_way_back(string address, string language, string title, string way)
    {
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", language);

        var (status, html) = await browser.PageAsync(address);

        status.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain($"<html lang=\"{language}\"");
        html.ShouldContain($"<h1>{title}</h1>");
        html.ShouldContain(way);
    }

    [Fact]
    public async Task Who_is_signed_in_keeps_the_navigation()
    {
        using var browser = await host.StaffAsync();
        var (status, html) = await browser.PageAsync("/admin/nothing");
        status.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain("id=\"navigation\"");
        html.ShouldContain("/admin/sign-out");
    }

    [Theory]
    [InlineData("/admin/api/v2/plans", "text/html")]
    [InlineData("/portal/api/nothing", "*/*")]
    [InlineData("/oauth/nothing", "*/*")]
    [InlineData("/.well-known/nothing", "text/html")]
    [InlineData("/admin/nothing", "application/json")]
    public async Task Machines_get_a_problem(string address, string accept)
    {
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Accept", accept);

        using var response = await browser.GetAsync(address);

        var problem = await response.ProblemAsync(HttpStatusCode.NotFound);
        problem.Text("reason").ShouldBe("UNKNOWN_ROUTE");
        problem.Text("instance").ShouldBe(address);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_know_is_a_problem_too()
    {
        using var browser = host.Browser();
        using var response = await browser.DeleteAsync("/oauth/token");
        (await response.ProblemAsync(HttpStatusCode.MethodNotAllowed)).Text("reason").ShouldBe("METHOD_NOT_ALLOWED");
    }

    [Fact]
    public async Task A_form_without_its_proof_is_refused_in_words()
    {
        using var browser = await host.StaffAsync();
        using var response = await browser.PostAsync("/admin/close-reasons", new FormUrlEncodedContent([new("_handler", "up-x")]));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()).ShouldContain("What was sent could not be read. Nothing was changed.");
    }

    [Theory]
    [InlineData(StatusCode.NotFound, "NOT_FOUND", "id", "UNKNOWN")]
    [InlineData(StatusCode.InvalidArgument, "INVALID_FIELD", "id", "NOT_AN_ID")]
    public async Task A_thing_that_is_not_there_is_not_found_whatever_its_id_looks_like(StatusCode code, string reason, string field, string rule)
    {
        host.Upstream.Answers<GetCustomerRequest>(_ => throw Upstream.Refusal(code, "No.", reason, (field, rule, "is not a UUID.")));
        try
        {
            using var browser = await host.StaffAsync();
            var (status, html) = await browser.PageAsync("/admin/customers/abc");
            status.ShouldBe(HttpStatusCode.NotFound);
            html.ShouldContain("id=\"problem\"");
            html.ShouldContain("Back to the start page");
            html.ShouldNotContain("marked fields");
        }
        finally
        {
            host.Upstream.Reset();
        }
    }

    [Fact]
    public async Task What_an_address_asks_for_in_vain_is_named()
    {
        host.Upstream.Answers<ListCustomersRequest>(_ => throw Upstream.Refusal(StatusCode.InvalidArgument, "No.", "INVALID_FIELD", ("page_token", "NOT_A_TOKEN", "is not a token.")));
        try
        {
            using var browser = await host.StaffAsync();
            var (status, html) = await browser.PageAsync("/admin/customers?page=x");
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            html.ShouldContain("data-field=\"page_token\"");
            html.ShouldContain("This page of the list does not exist any more.");
            html.ShouldNotContain("marked fields");
        }
        finally
        {
            host.Upstream.Reset();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?customer=")]
    [InlineData("?customerId=abc")]
    public async Task A_new_invoice_without_a_customer_says_where_to_choose_one(string query)
    {
        using var browser = await host.StaffAsync();
        var (status, html) = await browser.PageAsync($"/admin/invoices/new{query}");
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("An invoice is made out to one customer.");
        html.ShouldContain("class=\"button button-primary\" href=\"/admin/customers\"");
        html.ShouldNotContain("id=\"problem\"");
        html.ShouldNotContain("name=\"rows\"");
    }

    [Theory]
    [InlineData("from=someday", "from", "Enter a whole date: day, month and year.")]
    [InlineData("to=2026-02-30", "to", "Feb 2026 has 28 days")]
    [InlineData("customer=ada", "customer", "Choose one that exists.")]
    public async Task A_filter_that_cannot_be_read_is_named_and_not_left_aside(string query, string field, string words)
    {
        using var browser = await host.StaffAsync();
        var (status, html) = await browser.PageAsync($"/admin/invoices?{query}");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        html.ShouldContain($"data-field=\"{field}\"");
        html.ShouldContain(words);
        (await browser.PageAsync($"/admin/invoices.csv?{query}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
