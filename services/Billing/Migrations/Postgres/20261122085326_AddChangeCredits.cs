using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddChangeCredits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CreditNotes_CauseEventId",
                table: "CreditNotes");

            migrationBuilder.AddColumn<Guid>(
                name: "Closing_BilledBy",
                table: "SubscriptionAccounts",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_CreditNotes_CauseEventId_InvoiceId",
                table: "CreditNotes",
                columns: new[] { "CauseEventId", "InvoiceId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CreditNotes_CauseEventId_InvoiceId",
                table: "CreditNotes");

            migrationBuilder.DropColumn(
                name: "Closing_BilledBy",
                table: "SubscriptionAccounts");

            migrationBuilder.CreateIndex(
                name: "IX_CreditNotes_CauseEventId",
                table: "CreditNotes",
                column: "CauseEventId",
                unique: true);
        }
    }
}
