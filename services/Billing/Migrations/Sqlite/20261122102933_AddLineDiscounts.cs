using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddLineDiscounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
