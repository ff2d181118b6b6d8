using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

/// <summary>The business's own words (glossary), exactly.</summary>
public class GlossaryTests
{
    [Theory]
    [InlineData("Subscriptions", "Subscriptions", "Đăng ký", "اشتراک‌ها", "Abbonamenti", "Subskrypcje")]
    [InlineData("Configuration", "Configuration", "Cấu hình", "پیکربندی", "Configurazione", "Konfiguracja")]
    [InlineData("RecurringPlans", "Recurring plans", "Kế hoạch định kỳ", "برنامه‌های تکرارشونده", "Piani ricorrenti", "Plany cykliczne")]
    [InlineData("New", "New", "Mới", "جدید", "Nuovo", "Nowy")]
    [InlineData("SelfService", "Self-service", "Tự phục vụ", "سلف‌سرویس", "Self-service", "Samoobsługa")]
    [InlineData("Closable", "Closable", "Có thể đóng", "قابل بسته‌شدن", "Chiudibile", "Możliwość zamknięcia")]
    [InlineData("CustomerPortal", "Customer portal", "Cổng thông tin khách hàng", "پورتال مشتری", "Portale clienti", "Portal klienta")]
    [InlineData("Quotation", "Quotation", "Báo giá", "پیشنهاد", "Preventivo", "Oferta")]
    [InlineData("Stage_Quotation", "Quotation", "Báo giá", "پیشنهاد", "Preventivo", "Oferta")]
    [InlineData("SubscriptionOrder", "Subscription order", "Đơn đặt hàng đăng ký", "سفارش اشتراک", "Ordine di abbonamento", "Zamówienie subskrypcji")]
    [InlineData("Stage_InProgress", "In Progress", "Đang tiến hành", "در حال انجام", "In corso", "W toku")]
    [InlineData("Close", "Close", "Đóng", "بستن", "Chiudi", "Zamknij")]
    [InlineData("CloseSubscription", "Close Subscription", "Đóng đăng ký", "بستن اشتراک", "Chiudi abbonamento", "Zamknij subskrypcję")]
    [InlineData("CloseReason", "Close Reason", "Lý do đóng", "دلیل بستن", "Motivo chiusura", "Powód zamknięcia")]
    [InlineData("CloseReasons", "Close Reasons", "Lý do đóng", "دلایل بستن", "Motivi chiusura", "Powody zamknięcia")]
    [InlineData("Reason", "Reason", "Lý do", "دلیل", "Motivo", "Powód")]
    [InlineData("Submit", "Submit", "Gửi", "ارسال", "Invia", "Wyślij")]
    [InlineData("Stage_Churned", "Churned", "Churned", "لغو شده", "Perso", "Utracona")]
    [InlineData("Stage_Closed", "Closed", "Đã đóng", "بسته شده", "Chiuso", "Zamknięta")]
    [InlineData("Chatter", "Chatter", "Chatter", "چتر", "Chatter", "Dziennik")]
    [InlineData("Preview", "Preview", "Xem trước", "پیش‌نمایش", "Anteprima", "Podgląd")]
    [InlineData("Note", "Note", "Note", "توجه", "Nota", "Uwaga")]
    [InlineData("SeeAlso", "See also", "Xem thêm", "همچنین ملاحظه نمائید", "Vedi anche", "Zobacz też")]
    [InlineData("Price", "Price", "Giá", "قیمت", "Prezzo", "Cena")]
    [InlineData("Edit", "Edit", "Sửa", "ویرایش", "Modifica", "Edytuj")]
    [InlineData("Retry", "Retry", "Thử lại", "تلاش دوباره", "Riprova", "Ponów")]
    [InlineData("Pass", "Pass", "Gói buổi học", "بلیت دوره‌ای", "Carnet", "Abonament")]
    [InlineData("PassTemplates", "Pass templates", "Mẫu gói buổi", "الگوهای بلیت", "Modelli di carnet", "Szablony abonamentów")]
    [InlineData("PriceListsAndPasses", "Price lists and passes", "Bảng giá và gói", "قیمت‌ها و بلیت‌ها", "Listini e carnet", "Cenniki i abonamenty")]
    [InlineData("Freestyle", "Freestyle", "Tùy biến", "آزاد", "Freestyle", "Freestyle")]
    [InlineData("NumberOfClasses", "Number of classes", "Số buổi", "تعداد جلسات", "Numero di lezioni", "Liczba zajęć")]
    [InlineData("ValidityPeriod", "Validity period", "Thời hạn", "مدت اعتبار", "Validità", "Okres ważności")]
    [InlineData("ClassType", "Class type", "Loại lớp", "نوع کلاس", "Tipo di lezione", "Typ zajęć")]
    [InlineData("OverlappingPasses", "Overlapping passes", "Gói chồng nhau", "بلیت‌های هم‌پوشان", "Carnet sovrapposti", "Nakładające się abonamenty")]
    [InlineData("UsableBySeveralClients", "Usable by several clients", "Dùng cho nhiều khách", "قابل استفاده چند مشتری", "Utilizzabile da più clienti",
        "Może być używany przez wielu klientów")]
    [InlineData("GracePeriod", "Grace period", "Thời gian ân hạn", "مهلت ارفاقی", "Periodo di tolleranza", "Okres karencji")]
    [InlineData("PassReport", "Pass report", "Báo cáo gói", "گزارش بلیت‌ها", "Report carnet", "Raport abonamentów")]
    [InlineData("Update", "Update", "Cập nhật", "به‌روزرسانی", "Aggiorna", "Aktualizuj")]
    [InlineData("Extend", "Extend", "Gia hạn", "تمدید", "Estendi", "Przedłuż")]
    public void Screens_speak_the_business_words(string key, string en, string vi, string fa, string it, string pl) =>
        Language.All.Select(language => new Words(language)[key]).ShouldBe([en, vi, fa, it, pl]);

    /// <summary>"In corso" is said of a subscription; the list of what is billed by itself is another matter.</summary>
    [Fact]
    public void The_billing_run_does_not_read_like_a_stage() => new Words(Language.Italian)["BillingRun"].ShouldBe("Ciclo di fatturazione");
}
