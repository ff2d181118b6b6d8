using System.Net;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Pages;

/// <summary>Addresses and forms with what no page offers, with the real services behind: days before the Jalali calendar begins and at both ends of every calendar, and bytes that are no text.</summary>
public sealed class OddAddressTests(OddAddressTests.Shop shop) : IClassFixture<OddAddressTests.Shop>
{
    private static readonly string[] _languages = ["en", "fa"];
    private static readonly string[] _days = ["0001-01-01", "0026-12-01", "0622-03-21", "9999-12-31", "0000-01-01", "9999/12/31"];

    [Theory]
    [InlineData("/admin/reports?from=", "first_month")]
    [InlineData("/admin/reports?until=", "last_month")]
    [InlineData("/admin/invoices?from=", "issued_from from")]
    [InlineData("/admin/invoices?to=", "issued_to to")]
    [InlineData("/admin/invoices.csv?from=", null)]
    public async Task An_address_with_such_a_day_is_answered(string address, string? fields)
    {
        foreach (var language in _languages)
        {
            using var browser = await shop.StaffAsync(language);
            foreach (var day in _days)
            {
                var (status, html) = await browser.PageAsync(address + day);

                ((int)status).ShouldBeLessThan(500, $"{address}{day} in {language}");
                if (fields is not null && status == HttpStatusCode.UnprocessableEntity)
                {
                    fields.Split(' ').ShouldContain(field => html.Contains($"data-field=\"{field}\"", StringComparison.Ordinal), $"{address}{day} in {language}");
                }
            }
        }
    }

    [Theory]
    [InlineData("q")]
    [InlineData("page")]
    [InlineData("state")]
    [InlineData("currency")]
    [InlineData("customer")]
    [InlineData("lang")]
    public async Task No_list_fails_on_bytes_that_are_no_text(string parameter)
    {
        using var browser = await shop.StaffAsync("en");
        foreach (var list in new[] { "subscriptions", "customers", "plans", "products", "mailbox", "invoices", "invoices.csv", "reports", "invoices/new" })
        {
            foreach (var bytes in new[] { "%00", "%ff", "%ed%a0%80", "%ef%bf%bf" })
            {
                var (status, _) = await browser.PageAsync($"/admin/{list}?{parameter}={bytes}");
                ((int)status).ShouldBeLessThan(500, $"{list} {parameter}={bytes}");
            }
        }
    }

    [Theory]
    [InlineData("/admin/subscriptions/{order}", "/close", "close-subscription", "close_date")]
    [InlineData("/admin/subscriptions/{order}", "/pause", "pause-subscription", "resume_date")]
    [InlineData("/admin/subscriptions/new", "", "quotation", "start_date")]
    [InlineData("/admin/coupons/new", "", "coupon", "redeem_until")]
    public async Task A_form_with_such_a_day_is_refused_at_its_field(string page, string action, string form, string field)
    {
        var path = page.Replace("{order}", shop.Order, StringComparison.Ordinal);
        foreach (var language in _languages)
        {
            using var browser = await shop.StaffAsync(language);
            foreach (var day in _days)
            {
                var (status, html, _) = await browser.SendAsync(path, path + action, form,
                    (field, day), ("when", "date"), ("reason", "Too dear"), ("customer", "ada@example.com"), ("plan", shop.Plan), ("quantity", "1"), ("name.en", "Ten percent"), ("code", "TEN"), ("kind", "percent"), ("percent", "10"), ("duration", "Once"));

                status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{path}{action} {day} in {language}");
                html.ShouldContain($"id=\"{field}-error\"", Case.Sensitive, $"{path}{action} {day} in {language}");
            }
        }
    }

    /// <summary>A customer with an active order.</summary>
    public sealed class Shop : IAsyncLifetime
    {
        private RealServices _system = null!;

        public string Plan { get; private set; } = "";

        public string Order { get; private set; } = "";

        public async Task InitializeAsync()
        {
            _system = await RealServices.StartAsync();
            using var staff = await _system.Gateway.StaffAsync();
            var customer = await Create(staff, "customers", """{"name":"Ada","email":"ada@example.com","language":"en","timeZone":"Europe/Rome","currencyCode":"EUR"}""");
            Plan = await Create(staff, "plans", """{"name":{"values":{"en":"Pro"}},"price":{"currencyCode":"EUR","amount":"40"},"billingPeriod":{"unit":"month","count":1}}""");
            Order = await Create(staff, "subscriptions", $$"""{"customerId":"{{customer}}","planId":"{{Plan}}"}""");
            using var response = await staff.PostAsync($"/admin/api/v1/subscriptions/{Order}:confirm", Http.Json("{}"));
            response.EnsureSuccessStatusCode();
        }

        public Task DisposeAsync() => _system.DisposeAsync().AsTask();

        internal async Task<HttpClient> StaffAsync(string language)
        {
            var browser = await _system.Gateway.StaffAsync();
            using var chosen = await browser.GetAsync($"/admin?lang={language}");
            return browser;
        }

        private static async Task<string> Create(HttpClient staff, string what, string json)
        {
            using var response = await staff.PostAsync($"/admin/api/v1/{what}", Http.Json(json));
            response.EnsureSuccessStatusCode();
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
        }
    }
}
