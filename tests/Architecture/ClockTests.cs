namespace Architecture.Tests;

/// <summary>`TimeProvider` is the only clock: tests and the test clock of Standalone move it, waits too.</summary>
public sealed class ClockTests
{
    /// <summary>Types that read the machine's clock, and why they may.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["ServiceDefaults.Faults.SkewedClock"] = Clock,
        ["Standalone.TestClock.MovableClock"] = Clock,
        ["Standalone.Demo.DemoSetup"] = Clock,
        ["Gateway.Identity.IdentitySetup"] = Clock,
        ["Screens.ScreensSetup"] = Clock,
        ["Screens.Languages.Locale"] = Clock,
        ["ServiceDefaults.Clients.CallDefaults"] = Deadline,
        ["ServiceDefaults.Errors.ErrorInterceptor"] = Deadline,
        ["Gateway.Identity.CustomerAddresses"] = Deadline,
        ["Billing.Payments.Charging.ProcessPayments"] = Call,
        ["Billing.Credits.Refunds.ProcessRefunds"] = Call,
        ["Billing.Payments.Providers.Stripe.StripeHandler"] = Call,
        ["Billing.Payments.Providers.Stripe.Webhooks.StripeWebhook"] = "The provider signs with the time of its own machine, which no test clock moves.",
        ["Notifications.Mails.AttemptRecorder"] = Call,
        ["Notifications.Mails.SendMail"] = Call,
        ["Notifications.Mails.ChannelChunks"] = Call,
        ["Notifications.Transport.SmtpSession"] = Call,
        ["ServiceDefaults.DueWork.DueWorkLoop`1"] = Loop,
        ["ServiceDefaults.Messaging.HandlerQueue"] = Loop,
        ["ServiceDefaults.Messaging.OutboxChannel"] = Loop,
        ["ServiceDefaults.Messaging.OutboxDispatcher`1"] = Loop,
        ["ServiceDefaults.Messaging.ParkFilter"] = Loop,
        ["ServiceDefaults.Telemetry.BacklogSampler"] = Loop,
        ["Standalone.TestClock.PendingWork"] = Loop,
        ["ServiceDefaults.Telemetry.CallTelemetry"] = "Measures how long a call takes.",
        ["ServiceDefaults.Hosting.Drain"] = "Waits for the load balancer to notice.",
        ["ServiceDefaults.Faults.FaultPoints"] = "Holds a process up for a test that breaks it.",
        ["Admin.Orders.OrderPage"] = Browser,
        ["Screens.Components.PaymentWait"] = Browser,
    };

    private const string Clock = "Makes the clock, or hands out the machine's where the process has no other.";
    private const string Deadline = "gRPC counts deadlines by the machine's clock.";
    private const string Call = "Limits or repeats calls to another machine, which take real time however far a test clock is moved.";
    private const string Loop = "Rests between looks at a queue or table: it must go on while a test clock stands.";
    private const string Browser = "A person waits for the page in real time.";

    [Fact]
    public void Nothing_reads_the_machines_clock() =>
        (from assembly in Product.Assemblies
         from type in assembly.Types
         where !Exceptions.ContainsKey(type.ToString())
         from member in type.Members
         where IsAmbient(member)
         select $"{type} calls {member}").Order(StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Every_exception_is_still_one() =>
        Exceptions.Keys.Where(name => !Product.Assemblies.SelectMany(a => a.Types).Any(t => t.ToString() == name && t.Members.Any(IsAmbient))).ShouldBeEmpty();

    private static bool IsAmbient(MemberName member) => member.Type.ToString() switch
    {
        "System.DateTime" => member.Name is "get_Now" or "get_UtcNow" or "get_Today",
        "System.DateTimeOffset" => member.Name is "get_Now" or "get_UtcNow",
        "System.TimeProvider" => member.Name is "get_System",
        "System.Environment" => member.Name is "get_TickCount" or "get_TickCount64",
        "System.Diagnostics.Stopwatch" => member.Name is "GetTimestamp" or "GetElapsedTime" or "StartNew" or "Start",
        "System.Threading.Thread" => member.Name is "Sleep",
        "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1" => member.Name is "Delay" or "WaitAsync" && WaitsFor(member),
        "System.Threading.CancellationTokenSource" => member.Name is ".ctor" or "CancelAfter" && WaitsFor(member),
        "System.Threading.PeriodicTimer" or "System.Threading.Timer" => member.Name is ".ctor" && WaitsFor(member),
        _ => false,
    };

    /// <summary>A time span or milliseconds, of no clock that is handed in.</summary>
    private static bool WaitsFor(MemberName member) =>
        member.Parameters.Any(p => p.Name is "TimeSpan" or "Int32" or "Int64" or "UInt32") && !member.Parameters.Any(p => p.Name == "TimeProvider");
}
