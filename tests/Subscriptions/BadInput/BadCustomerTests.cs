using Grpc.Core;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.BadInput;

public sealed class BadCustomerTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private static readonly Dictionary<string, (Action<Wire.Customer> Spoil, string Violation)> Cases = new()
    {
        ["no name"] = (c => c.Name = "", "customer.name:REQUIRED"),
        ["blank name"] = (c => c.Name = "   ", "customer.name:REQUIRED"),
        ["name too long"] = (c => c.Name = new string('x', 101), "customer.name:TOO_LONG"),
        ["control character in name"] = (c => c.Name = "A\u0000da", "customer.name:CONTROL_CHARACTERS"),
        ["line break in name"] = (c => c.Name = "A\nda", "customer.name:CONTROL_CHARACTERS"),
        ["direction override in name"] = (c => c.Name = "A\u202Eda", "customer.name:CONTROL_CHARACTERS"),
        ["no mail address"] = (c => c.Email = "", "customer.email:REQUIRED"),
        ["no domain"] = (c => c.Email = "ada", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["no user"] = (c => c.Email = "@example.com", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["two addresses"] = (c => c.Email = "ada@example.com,bob@example.com", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["display name"] = (c => c.Email = "Ada <ada@example.com>", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["header in address"] = (c => c.Email = "ada@example.com\r\nBcc: bob@example.com", "customer.email:CONTROL_CHARACTERS"),
        ["address too long"] = (c => c.Email = $"{new string('x', 60)}@{string.Join('.', Enumerable.Repeat(new string('y', 60), 4))}.com", "customer.email:TOO_LONG"),
        ["invisible before the address"] = (c => c.Email = "\u200Bada@example.com", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["invisible in the address"] = (c => c.Email = "a\u00ADda@example.com", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["invisible behind the address"] = (c => c.Email = "ada@example.com\u3164", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["no-break space in the address"] = (c => c.Email = "a\u00A0da@example.com", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["wide space in the domain"] = (c => c.Email = "ada@exa\u3000mple.com", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["comment in the address"] = (c => c.Email = "ada(work)@example.com", "customer.email:NOT_A_MAIL_ADDRESS"),
        ["no language"] = (c => c.Language = "", "customer.language:UNKNOWN_LANGUAGE"),
        ["unknown language"] = (c => c.Language = "de", "customer.language:UNKNOWN_LANGUAGE"),
        ["language in capitals"] = (c => c.Language = "EN", "customer.language:UNKNOWN_LANGUAGE"),
        ["no time zone"] = (c => c.TimeZone = "", "customer.time_zone:UNKNOWN_TIME_ZONE"),
        ["unknown time zone"] = (c => c.TimeZone = "Europe/Atlantis", "customer.time_zone:UNKNOWN_TIME_ZONE"),
        ["path as time zone"] = (c => c.TimeZone = "../../../etc/passwd", "customer.time_zone:UNKNOWN_TIME_ZONE"),
        ["offset as time zone"] = (c => c.TimeZone = "+01:00", "customer.time_zone:UNKNOWN_TIME_ZONE"),
        ["no currency"] = (c => c.CurrencyCode = "", "customer.currency_code:UNKNOWN_CURRENCY"),
        ["unknown currency"] = (c => c.CurrencyCode = "XYZ", "customer.currency_code:UNKNOWN_CURRENCY"),
        ["currency in small letters"] = (c => c.CurrencyCode = "eur", "customer.currency_code:UNKNOWN_CURRENCY"),
    };

    public static TheoryData<string> Bad => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_customer_is_refused_and_nothing_changes(string what)
    {
        var (spoil, violation) = Cases[what];
        var known = await service.Customer();
        var created = service.SomeCustomer();
        var updated = known.Clone();
        spoil(created);
        spoil(updated);
        var before = await service.Footprint();

        var onCreate = await Refused.By(service.Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest { Customer = created }));
        var onUpdate = await Refused.By(service.Customers.UpdateCustomerAsync(new Wire.UpdateCustomerRequest { Customer = updated }));

        onCreate.Status.ShouldBe(StatusCode.InvalidArgument);
        onCreate.Violations.ShouldContain(violation);
        onCreate.Violations.ShouldAllBe(v => v.Split(':')[0] == violation.Split(':')[0]);
        onUpdate.Violations.ShouldBe(onCreate.Violations);
        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task An_address_that_comes_back_is_another_version_of_it()
    {
        var customer = await service.Customer();
        var address = customer.Email;
        customer.EmailVersion.ShouldBe(1);

        (await With(address.ToUpperInvariant())).EmailVersion.ShouldBe(1);
        (await With($"new-{address}")).EmailVersion.ShouldBe(2);
        (await With(address)).EmailVersion.ShouldBe(3);

        async Task<Wire.Customer> With(string email)
        {
            customer.Email = email;
            customer.Etag = "";
            return customer = await service.Customers.UpdateCustomerAsync(new Wire.UpdateCustomerRequest { Customer = customer });
        }
    }

    public static TheoryData<string> SameAddress => ["case", "width"];

    [Theory]
    [MemberData(nameof(SameAddress))]
    public async Task A_mail_address_is_taken_however_it_is_written(string difference)
    {
        var known = await service.Customer();
        var other = await service.Customer();
        var copy = service.SomeCustomer();
        copy.Email = difference == "case" ? known.Email.ToUpperInvariant() : known.Email.Replace('e', '\uFF45');
        other.Email = copy.Email;
        var before = await service.Footprint();

        foreach (var refused in (Refused[])[
            await Refused.By(service.Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest { Customer = copy })),
            await Refused.By(service.Customers.UpdateCustomerAsync(new Wire.UpdateCustomerRequest { Customer = other }))])
        {
            refused.Status.ShouldBe(StatusCode.AlreadyExists);
            refused.Violations.ShouldBe(["customer.email:TAKEN"]);
        }

        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_currency_is_fixed_once_there_is_an_order()
    {
        var customer = await service.Customer();
        await service.Quotation(customer);
        customer.CurrencyCode = "USD";
        var before = await service.Footprint();

        var refused = await Refused.By(service.Customers.UpdateCustomerAsync(new Wire.UpdateCustomerRequest { Customer = customer }));

        refused.Violations.ShouldBe(["customer.currency_code:FIXED"]);
        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Html_is_kept_as_the_text_that_it_is()
    {
        var customer = service.SomeCustomer();
        customer.Name = "<b onclick=alert(1)>Ada</b>";

        (await service.Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest { Customer = customer })).Name.ShouldBe(customer.Name);
    }
}
