using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddTaxesDiscountsAndSettlement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Closing_Settlement",
                table: "SubscriptionAccounts",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LastPeriod",
                table: "SubscriptionAccounts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "TaxExemptNumber",
                table: "Invoices",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TaxExemptReason",
                table: "Invoices",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "Discount_Amount",
                table: "InvoiceLines",
                type: "TEXT",
                precision: 22,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Discount_Arithmetic",
                table: "InvoiceLines",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Discount_Code",
                table: "InvoiceLines",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Discount_Name",
                table: "InvoiceLines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TaxCode",
                table: "InvoiceLines",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "CreditNoteTaxes",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    CreditNoteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false),
                    Base = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CreditNoteTaxes", x => new { x.CreditNoteId, x.Code });
                    table.ForeignKey(
                        name: "FK_CreditNoteTaxes_CreditNotes_CreditNoteId",
                        column: x => x.CreditNoteId,
                        principalTable: "CreditNotes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InvoiceTaxes",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    InvoiceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false),
                    Base = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false),
                    CreditedBase = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false),
                    Credited = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceTaxes", x => new { x.InvoiceId, x.Code });
                    table.ForeignKey(
                        name: "FK_InvoiceTaxes_Invoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "Invoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TaxExemptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TaxNumber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaxExemptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TaxRates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaxRates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TaxPercentages",
                columns: table => new
                {
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    TaxRateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", precision: 22, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaxPercentages", x => new { x.TaxRateId, x.ValidFrom });
                    table.ForeignKey(
                        name: "FK_TaxPercentages_TaxRates_TaxRateId",
                        column: x => x.TaxRateId,
                        principalTable: "TaxRates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_TaxRates_Code",
                table: "TaxRates",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TaxRates_CreatedAt_Id",
                table: "TaxRates",
                columns: new[] { "CreatedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CreditNoteTaxes");

            migrationBuilder.DropTable(
                name: "InvoiceTaxes");

            migrationBuilder.DropTable(
                name: "TaxExemptions");

            migrationBuilder.DropTable(
                name: "TaxPercentages");

            migrationBuilder.DropTable(
                name: "TaxRates");

            migrationBuilder.DropColumn(
                name: "Closing_Settlement",
                table: "SubscriptionAccounts");

            migrationBuilder.DropColumn(
                name: "LastPeriod",
                table: "SubscriptionAccounts");

            migrationBuilder.DropColumn(
                name: "TaxExemptNumber",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "TaxExemptReason",
                table: "Invoices");

            migrationBuilder.DropColumn(
                name: "Discount_Amount",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "Discount_Arithmetic",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "Discount_Code",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "Discount_Name",
                table: "InvoiceLines");

            migrationBuilder.DropColumn(
                name: "TaxCode",
                table: "InvoiceLines");
        }
    }
}
