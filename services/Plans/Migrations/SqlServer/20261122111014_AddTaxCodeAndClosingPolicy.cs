using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Plans.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddTaxCodeAndClosingPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TaxCode",
                table: "Products",
                type: "nvarchar(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ClosingCredit",
                table: "Plans",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "ClosingSettlement",
                table: "Plans",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "AccountCredit");

            migrationBuilder.AddColumn<string>(
                name: "TaxCode",
                table: "Plans",
                type: "nvarchar(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TaxCode",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "ClosingCredit",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "ClosingSettlement",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "TaxCode",
                table: "Plans");
        }
    }
}
