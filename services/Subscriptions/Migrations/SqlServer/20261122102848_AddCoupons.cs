using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Subscriptions.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddCoupons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Coupons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Percent = table.Column<decimal>(type: "decimal(22,4)", precision: 22, scale: 4, nullable: true),
                    AmountOff = table.Column<decimal>(type: "decimal(22,4)", precision: 22, scale: 4, nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Periods = table.Column<int>(type: "int", nullable: true),
                    RedeemUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    MaxRedemptions = table.Column<int>(type: "int", nullable: true),
                    Redeemed = table.Column<int>(type: "int", nullable: false),
                    PlanIds = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Retired = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coupons", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionDiscounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CouponId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Percent = table.Column<decimal>(type: "decimal(22,4)", precision: 22, scale: 4, nullable: true),
                    AmountOff = table.Column<decimal>(type: "decimal(22,4)", precision: 22, scale: 4, nullable: true),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Periods = table.Column<int>(type: "int", nullable: true),
                    PlanIds = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PeriodUnit = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    PeriodCount = table.Column<int>(type: "int", nullable: false),
                    FirstPeriod = table.Column<int>(type: "int", nullable: false),
                    EndPeriod = table.Column<int>(type: "int", nullable: true),
                    ActorKind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ActorId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    AppliedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionDiscounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscriptionDiscounts_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Coupons_Code",
                table: "Coupons",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Coupons_CreatedAt_Id",
                table: "Coupons",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionDiscounts_CouponId",
                table: "SubscriptionDiscounts",
                column: "CouponId");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionDiscounts_SubscriptionId_CouponId",
                table: "SubscriptionDiscounts",
                columns: new[] { "SubscriptionId", "CouponId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Coupons");

            migrationBuilder.DropTable(
                name: "SubscriptionDiscounts");
        }
    }
}
