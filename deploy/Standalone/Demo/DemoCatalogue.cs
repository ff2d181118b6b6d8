using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Standalone.Demo;

/// <summary>What the demo business sells, to whom, and why people leave.</summary>
internal static class DemoCatalogue
{
    public static readonly Plan Basic = Plan(
        Text("Basic", "Cơ bản", "پایه", "Base", "Podstawowy"),
        Text("For one person who is starting out.", "Dành cho một người mới bắt đầu.", "برای یک نفر که تازه شروع می‌کند.", "Per chi comincia da solo.", "Dla jednej osoby na początek."),
        IntervalUnit.Month, 12m, "EUR", closable: true);

    public static readonly Plan Pro = Plan(
        Text("Pro", "Chuyên nghiệp", "حرفه‌ای", "Pro", "Pro"),
        Text("Everything in Basic, with reports and priority support.", "Mọi thứ trong gói Cơ bản, kèm báo cáo và hỗ trợ ưu tiên.", "همه امکانات پایه، همراه با گزارش و پشتیبانی ویژه.", "Tutto ciò che offre Base, con report e assistenza prioritaria.", "Wszystko z planu Podstawowego oraz raporty i priorytetowe wsparcie."),
        IntervalUnit.Month, 40m, "EUR", closable: true);

    public static readonly Plan Team = Plan(
        Text("Team, yearly", "Nhóm, theo năm", "تیم، سالانه", "Team, annuale", "Zespół, roczny"),
        Text("Paid once a year; closed by our team on request.", "Thanh toán mỗi năm một lần; đội ngũ của chúng tôi đóng khi có yêu cầu.", "پرداخت سالانه؛ به درخواست شما توسط همکاران ما بسته می‌شود.", "Pagato una volta l'anno; il nostro team lo chiude su richiesta.", "Płatny raz w roku; zamykany przez nasz zespół na życzenie."),
        IntervalUnit.Year, 480m, "EUR", closable: false);

    public static readonly Plan Studio = Plan(
        Text("Studio", "Phòng tập", "استودیو", "Studio", "Studio"),
        Text("For studios in Vietnam.", "Dành cho phòng tập tại Việt Nam.", "برای استودیوهای ویتنام.", "Per gli studi in Vietnam.", "Dla studiów w Wietnamie."),
        IntervalUnit.Month, 500_000m, "VND", closable: true);

    public static readonly Product Seat = new()
    {
        Name = Text("Extra seat", "Người dùng thêm", "کاربر اضافه", "Utente aggiuntivo", "Dodatkowe stanowisko"),
        Kind = ProductKind.Recurring,
        Price = Money.From(8m, "EUR"),
    };

    public static readonly Product Setup = new()
    {
        Name = Text("Set-up and training", "Cài đặt và đào tạo", "راه‌اندازی و آموزش", "Avvio e formazione", "Wdrożenie i szkolenie"),
        Kind = ProductKind.OneOff,
        Price = Money.From(150m, "EUR"),
    };

    public static readonly IReadOnlyList<CloseReason> CloseReasons =
    [
        Reason("too_expensive", Text("Too expensive", "Quá đắt", "بیش از حد گران", "Troppo costoso", "Za drogo")),
        Reason("missing_features", Text("Missing features", "Thiếu tính năng", "کمبود امکانات", "Funzionalità mancanti", "Brak potrzebnych funkcji")),
        Reason("switching_provider", Text("Switching to another provider", "Chuyển sang nhà cung cấp khác", "تغییر ارائه‌دهنده", "Passaggio a un altro fornitore", "Zmiana dostawcy")),
        Reason("no_longer_needed", Text("No longer needed", "Không còn nhu cầu", "دیگر نیازی نیست", "Non serve più", "Już niepotrzebne")),
        Reason("unsatisfied", Text("Not satisfied with the service", "Không hài lòng với dịch vụ", "نارضایتی از خدمات", "Insoddisfatto del servizio", "Niezadowolenie z usługi")),
        Reason("other", Text("Something else", "Lý do khác", "دلیل دیگر", "Altro", "Inny powód"), commentRequired: true),
    ];

    public static readonly IReadOnlyDictionary<string, Customer> Customers = new Dictionary<string, Customer>
    {
        ["northwind"] = Customer("Northwind Traders Ltd", "accounts@northwind.example.com", "en", "America/New_York", "EUR"),
        ["anna"] = Customer("Anna Bianchi", "anna.bianchi@example.com", "it", "Europe/Rome", "EUR"),
        ["paolo"] = Customer("Paolo Ricci", "paolo.ricci@example.com", "it", "Europe/Rome", "EUR"),
        ["tomasz"] = Customer("Tomasz Nowak", "tomasz.nowak@example.com", "pl", "Europe/Warsaw", "EUR"),
        ["lan"] = Customer("Nguyễn Thị Lan", "lan.nguyen@example.com", "vi", "Asia/Ho_Chi_Minh", "VND"),
        ["hannah"] = Customer("Hannah Murphy", "hannah.murphy@example.com", "en", "Europe/Dublin", "EUR"),
        ["leila"] = Customer("لیلا کریمی", "leila.karimi@example.com", "fa", "Asia/Tehran", "EUR"),
        ["marek"] = Customer("Marek Wiśniewski", "marek.wisniewski@example.com", "pl", "Europe/Warsaw", "EUR"),
        ["emma"] = Customer("Emma Clarke", "emma.clarke@example.com", "en", "Europe/London", "EUR"),
        ["brightside"] = Customer("Brightside Studios GmbH", "office@brightside.example.com", "en", "Europe/Berlin", "EUR"),
        ["minh"] = Customer("Trần Văn Minh", "minh.tran@example.com", "vi", "Asia/Ho_Chi_Minh", "VND"),
        ["chiara"] = Customer("Chiara Romano", "chiara.romano@example.com", "it", "Europe/Rome", "EUR"),
        ["sara"] = Customer("سارا احمدی", "sara.ahmadi@example.com", "fa", "Asia/Tehran", "EUR"),
        ["jan"] = Customer("Jan Kowalczyk", "jan.kowalczyk@example.com", "pl", "Europe/Warsaw", "EUR"),
        ["oliver"] = Customer("Oliver Hughes", "oliver.hughes@example.com", "en", "Europe/London", "EUR"),
        ["katarzyna"] = Customer("Katarzyna Zielińska", "katarzyna.zielinska@example.com", "pl", "Europe/Warsaw", "EUR"),
        ["harbour"] = Customer("Harbour Yoga Ltd", "hello@harbour-yoga.example.com", "en", "Europe/Dublin", "EUR"),
        ["giulia"] = Customer("Giulia Ferrari", "giulia.ferrari@example.com", "it", "Europe/Rome", "EUR"),
        ["dung"] = Customer("Lê Quốc Dũng", "dung.le@example.com", "vi", "Asia/Ho_Chi_Minh", "VND"),
        ["reza"] = Customer("رضا مرادی", "reza.moradi@example.com", "fa", "Asia/Tehran", "EUR"),
        ["sofia"] = Customer("Sofia Greco", "sofia.greco@example.com", "it", "Europe/Rome", "EUR"),
        ["liam"] = Customer("Liam Byrne", "liam.byrne@example.com", "en", "Europe/Dublin", "EUR"),
    };

    public static readonly Coupon Welcome = new()
    {
        Code = "WELCOME",
        Name = Text("Welcome", "Chào mừng", "خوش‌آمد", "Benvenuto", "Na powitanie"),
        PercentBasisPoints = 2000,
        Duration = CouponDuration.Periods,
        Periods = 3,
    };

    public static readonly IReadOnlyDictionary<string, LocalizedText> ClassTypes = new Dictionary<string, LocalizedText>
    {
        ["yoga"] = Text("Yoga", "Yoga", "یوگا", "Yoga", "Joga"),
        ["pilates"] = Text("Pilates", "Pilates", "پیلاتس", "Pilates", "Pilates"),
    };

    /// <summary>Of the passes that are sold: with the key of their class type, empty for every class.</summary>
    public static readonly IReadOnlyDictionary<string, (string ClassType, PassTemplate Template)> PassTemplates = new Dictionary<string, (string, PassTemplate)>
    {
        ["standard"] = ("yoga", Pass(
            Text("Standard", "Tiêu chuẩn", "استاندارد", "Standard", "Standardowy"),
            Text("Eight yoga classes within a month.", "Tám buổi yoga trong một tháng.", "هشت جلسه یوگا در یک ماه.", "Otto lezioni di yoga in un mese.", "Osiem zajęć jogi w ciągu miesiąca."),
            80m, new PassTerms { Classes = 8, Validity = new PassValidity { Unit = PassValidityUnit.Month, Count = 1 }, GraceDays = 7, CustomersMayFreeze = true, MaxFreezeDays = 14 }, online: true)),
        ["family"] = ("", Pass(
            Text("Family", "Gia đình", "خانوادگی", "Famiglia", "Rodzinny"),
            Text("Twenty classes of any kind, for the whole family.", "Hai mươi buổi tùy chọn, cho cả gia đình.", "بیست جلسه از هر کلاسی، برای همه خانواده.", "Venti lezioni di ogni tipo, per tutta la famiglia.", "Dwadzieścia dowolnych zajęć dla całej rodziny."),
            180m, new PassTerms { Classes = 20, Validity = new PassValidity { Unit = PassValidityUnit.None }, Shared = true, Overlapping = true })),
        ["tailored"] = ("pilates", Pass(
            Text("Made to measure", "Theo yêu cầu", "سفارشی", "Su misura", "Na miarę"),
            Text("Pilates as agreed at the desk.", "Pilates theo thỏa thuận tại quầy.", "پیلاتس، طبق توافق در پذیرش.", "Pilates secondo gli accordi presi al banco.", "Pilates według ustaleń w recepcji."),
            50m, new PassTerms { Classes = 4, Validity = new PassValidity { Unit = PassValidityUnit.Week, Count = 6 }, Start = PassStart.FirstVisit }, freestyle: true)),
    };

    private static PassTemplate Pass(LocalizedText name, LocalizedText description, decimal price, PassTerms terms, bool online = false, bool freestyle = false) =>
        new() { Name = name, Description = description, Price = Money.From(price, "EUR"), Terms = terms, SoldOnline = online, Freestyle = freestyle };

    private static LocalizedText Text(string en, string vi, string fa, string it, string pl) =>
        new() { Values = { ["en"] = en, ["vi"] = vi, ["fa"] = fa, ["it"] = it, ["pl"] = pl } };

    private static Plan Plan(LocalizedText name, LocalizedText description, IntervalUnit unit, decimal price, string currency, bool closable) => new()
    {
        Name = name,
        Description = description,
        BillingPeriod = new BillingInterval { Unit = unit, Count = 1 },
        Price = Money.From(price, currency),
        SelfService = new SelfService { Closable = closable },
        CloseAfterUnpaidDays = 30,
    };

    private static CloseReason Reason(string code, LocalizedText label, bool commentRequired = false) =>
        new() { Code = code, Label = label, CommentRequired = commentRequired };

    private static Customer Customer(string name, string email, string language, string timeZone, string currency) =>
        new() { Name = name, Email = email, Language = language, TimeZone = timeZone, CurrencyCode = currency };
}
