"""How offices spell the headers of the columns in `schemas.columns`.

Spellings are folded: lower case letters and digits only, so `No. KK`, `NO KK` and `no_kk` are all
`nokk`. The folded canonical name and label always count and are not repeated here. Spellings come
from OpenSID's import template, the SIAK list, Buku Induk Penduduk, DTKS/SIKS and BDT extracts,
DTSEN files (shared/reference/formats) and from common usage in villages and offices.
"""

from __future__ import annotations


def _element(number: int, asked: str, names: str) -> str:
    """One element of the service survey: by number, by name, or as the questionnaire asks it."""
    stems = ("u", "unsur", "unsurke", "p", "pertanyaan", "q", "nilaiu", "nilaiunsur")
    spelled = [*names.split(), *(f"{stem}{number}" for stem in stems)]
    questions = [f"bagaimana{word}saudaratentang{asked}" for word in ("pendapat", "pemahaman")]
    return " ".join([*spelled, *(f"u{number}{name}" for name in names.split()), *questions])


SPELLINGS: dict[str, str] = {
    "no_urut": "nomor nomorurut urut nomer num",
    "no_kk": (
        "nkk kk nomorkk nokartukeluarga nomorkartukeluarga kartukeluarga nomerkk "
        "nomerkartukeluarga nokkel nomorkartukk nokkeluarga kknomor nomorkeluarga nokeluarga "
        "idkk kkno nokartukk nomorkkkartukeluarga nokk16digit kk16digit nomorinduk nokkart"
    ),
    "nik": (
        "noktp nomorktp nikktp nomorindukkependudukan noinduk nonik nomornik nikanggota "
        "nikanggotakeluarga nikpenduduk nomorinduk indukkependudukan nikpemohon nikpenerima "
        "niktki nikel nomorktpnik niknoktp nomorindukkependudukannik nikart nikpengurus "
        "nikpelanggan nikpemilik nikpelapor nikalmarhum nikjenazah nik16digit "
        "noindukkependudukan ktp nomerktp nomernik nikyangbersangkutan "
        "niknomorindukkependudukan nikpeserta nikpegawai nikkpm"
    ),
    "nama": (
        "namalengkap namaanggota namaanggotakeluarga namapenduduk namaart namawarga nm "
        "nmlengkap namaanggotarumahtangga namapemohon namapenerima namakpm namapeserta "
        "namapegawai namapengurus namapelanggan namapemilik namapelapor namaalmarhum "
        "namajenazah namaorang namasesuaiktp namasesuaikk namasesuaiktpkk namadankeluarga "
        "namayangbersangkutan namaktp namajiwa namaanggotakk namatenagakerja namapemegang "
        "namapemeganghak namapemilikkendaraan namapengadu namapenerimamanfaat "
        "namapenerimabantuan nmart nmanggota namalengkapsesuaiktp namapengurusbadanusaha "
        "namameninggal namaalm namanama"
    ),
    "jenis_kelamin": (
        "sex jk lp kelamin jnskel jnskelamin jeniskel gender jenkel jkel lakilakiperempuan "
        "jeniskelaminlp jklp lpjk lakiperempuan jeniskelamin1l2p"
    ),
    "tempat_lahir": "tmplahir tmptlahir tptlahir kotalahir tempatkelahiran tmpatlahir templahir",
    "tanggal_lahir": (
        "tgllahir tglblnth tglblnthn tglblnthlahir tglblnthnlahir tgllhr "
        "tanggalbulantahunlahir tglbulantahun tanggalkelahiran tgllahirddmmyyyy lahirtanggal "
        "dob tanggallahirddmmyyyy hrblnthnlahir tgllahirhhbbtttt tglbulantahunlahir"
    ),
    "tempat_tanggal_lahir": (
        "ttl tempattgllahir tempatdantanggallahir tmptgllahir tempattgllhr tempatdantgllahir "
        "tempatlahirtanggallahir tmpttgllahir"
    ),
    "nik_no_kk": (
        "niknokk nokknik niknomorkk nomorkknik kknik niknkk nkknik nikkartukeluarga "
        "nokkdannik nikdannokk nikdankk kkdannik nomorkkdannik nikdannomorkk nonikdannokk "
        "nokkdannonik nokkdannoktp noktpdannokk nokknoktp noktpnokk niknokartukeluarga "
        "nokartukeluarganik nomorkartukeluarganik niknomorkartukeluarga nonikkk "
        "nomorkartukeluargadannik nikdannomorkartukeluarga nonikkartukeluarga nonikdankk"
    ),
    "nama_nik": (
        "niknama namadannik nikdannama namalengkapnik niklengkapnama namanoktp noktpnama "
        "niknamalengkap namadannoktp namalengkapdannik nikdannamalengkap namanonik namawarganik "
        "namaanggotakeluarganik namaanggotakeluargadannik namapenduduknik namapemohonnik"
    ),
    "nama_no_kk": "namanokk namadannokk namalengkapnokk namanomorkk namalengkapdannokk",
    "kepala_no_kk": (
        "nokkkepalakeluarga nokkdankepalakeluarga nokknamakepalakeluarga kepalakeluarganokk "
        "nokkdannamakepalakeluarga namakepalakeluarganokk nomorkkkepalakeluarga "
        "namakepalakeluargadannokk"
    ),
    "nama_nik_no_kk": (
        "namaniknokk namanokknik namanikdannokk namanikdankk namanikkk namaniknomorkk "
        "identitaspenduduk identitaswarga namaniknokartukeluarga"
    ),
    "umur": "usia umurtahun umuranggotarumahtanggatahun",
    "hubungan_keluarga": (
        "shdk hubkeluarga hubunganindalamkeluarga hubungandalamkeluarga kklevel hubkrt "
        "hubdgnkk statushubungankeluarga statushubungandalamkeluarga "
        "hubungandengankepalakeluarga hubungan statusdalamkeluarga hubungankk hubkk "
        "hubungandengankk statuskeluarga stathubkel stathbkel statushubkeluarga hubungandgnkk "
        "hubdalamkeluarga hubungandengankrt hubungankeluargashdk kedudukandalamkeluarga "
        "hubdgnkepalakeluarga statushubungandalamkeluargashdk posisi statushubungan "
        "hubungandalamkk statusdlmkk statusdalamkk"
    ),
    "nama_ibu_kandung": (
        "namaibu ibu ibukandung namagadisibukandung nmibu namagadisibu nmibukandung"
    ),
    "nama_ayah": "ayah namabapak bapak ayahkandung namaayahkandung nmayah",
    "nik_ibu": "ibunik nikibukandung",
    "nik_ayah": "ayahnik nikbapak nikayahkandung",
    "alamat": (
        "alamatlengkap alamatrumah alamatktp alamatdomisili jalan alamattinggal "
        "alamatsekarang alamattempattinggal alamatpelanggan alamatpemilik alamatkk "
        "alamatsesuaiktp alamatpemohon alamatjalan domisili alm almt"
    ),
    "rt": "rtktp nort norukuntetangga rukuntetangga",
    "rw": "rwktp norw norukunwarga rukunwarga",
    "rt_rw": "rwrt rtdanrw norttrw rtdanrukunwarga",
    "dusun": "dusunktp lingkungan namadusun dusunlingkungan",
    "kode_desa": (
        "kodekelurahandesa kodekelurahan kodedesakelurahan kodewilayah kdwilayah kodedesakel "
        "kddes kodewil kodekeldesa"
    ),
    "desa": (
        "kelurahan desakelurahan desakel kelurahandesa namadesa keldesa desalurah "
        "namakelurahan kelurahandesaktp deskel namadesakelurahan kel desaataukelurahan "
        "namadesakel"
    ),
    "kecamatan": "kec namakecamatan kecamatanktp nmkec",
    "pekerjaan": (
        "pekerjaanid jenispekerjaan pekerjaanktp pencaharian matapencaharian kerja profesi"
    ),
    "status_kawin": "stakawin statusperkawinan kawin perkawinan statkawin statusnikah",
    "agama": "agamaid",
    "pendidikan": "pendidikankkid pendidikanterakhir pendidikanakhirktp pendidikantertinggi pend",
    "disabilitas": (
        "cacat cacatid jeniscacat penyandangdisabilitas difabel kecacatan jenisdisabilitas"
    ),
    "hamil": "stahamil statuskehamilan ibuhamil kehamilan",
    "status": (
        "statusdasar statuspenduduk statuskepesertaan statuspeserta statushidup keadaan "
        "statusaktif aktif statusorang statustk"
    ),
    "keterangan": "ket catatan remarks",
    "nama_kepala": (
        "kepalakeluarga namakrt namakk kepalarumahtangga namakepalarumahtangga krt nmkk "
        "nmkepalakeluarga namakepalakk"
    ),
    "jumlah_anggota": (
        "jumlahanggotakeluarga jumlahart jmlanggota jumlahjiwa jmlart jmlanggotakeluarga"
    ),
    "tempat_tinggal": (
        "punyatempattinggal memilikitempattinggal adatempattinggal rumahtinggal "
        "statustempattinggal kepemilikantempattinggal"
    ),
    "kk_tidak_bekerja": (
        "kktdkbekerja kktakbekerja kepalakktidakbekerja tidakbekerja kkmenganggur "
        "kepalakeluargatdkbekerja kktidakbekerjaya kknganggur"
    ),
    "khawatir_pangan": (
        "khawatirtidakmakan khawatirmakan khawatirkekuranganpangan pernahkhawatirtidakmakan "
        "khawatirpanganya rawanpangan khawatirtidakmakanpernahtidakmakan"
    ),
    "pangan_lebih_separuh": (
        "panganseparuh pengeluaranpangan panganlebihdariseparuh pengeluaranpanganlebihseparuh "
        "panganlebih50 pangan50 pengeluaranpanganlebihdariseparuh panganlbhseparuh"
    ),
    "tidak_beli_pakaian": (
        "tdkbelipakaian takbelipakaian tidakadapengeluaranpakaian tidakmembelipakaian "
        "tidakbelibaju tidakadapembelianpakaian pakaian"
    ),
    "lantai": "jenislantai lantaiterluas jenislantaiterluas lantairumah kondisilantai bahanlantai",
    "dinding": "jenisdinding dindingterluas jenisdindingterluas dindingrumah bahandinding",
    "jamban": (
        "wc fasilitasbab fasilitasjamban kepemilikanjamban tempatbab fasilitasbuangairbesar "
        "sanitasi jambanwc fasilitasbuangair"
    ),
    "daya_listrik": (
        "daya dayaterpasang listrik dayalistrikva voltase dayapln listrikva sumberlistrik "
        "dayaterpasangva penerangan dayameteran"
    ),
    "nama_sls": "sls",
    "desil_nasional": "desil desilnas desildtsen desilkesejahteraan",
    "idbdt": "idrumahtangga iddtks idruta idruta6 idbdtruta idruta2015",
    "idartbdt": "idart idanggotarumahtangga iddtksart idartdtks",
    "kdprop": "kodeprovinsi kdprov kodeprop",
    "kdkab": "kodekabkota kodekabupaten kodekabupatenkota kdkabkota",
    "kdkec": "kodekecamatan kodekec",
    "kddesa": "kodedesakelurahan kdkel kodedesa kodekelurahandesa kodekelurahan",
    "ada_pkh": "penerimapkh",
    "ada_bpnt": "penerimabpnt sembako",
    "ada_pbi": "pbinas penerimapbi",
    "sta_keberadaan_art": "keberadaanart statuskeberadaanart",
    "nomor_surat": (
        "nosurat nosktm nomorsktm nosuratketerangan nomorsuratsktm nomorsuratketerangan "
        "nosuratsktm noregister nomorregister noreg nomerurat nomersurat noagenda nomoragenda"
    ),
    "tanggal_surat": (
        "tglsurat tanggalsktm tglsktm tanggalterbit tglterbit tanggaldikeluarkan "
        "tgldikeluarkan tanggal tgl tanggalsuratsktm tglpenerbitan tanggalpenerbitan"
    ),
    "keperluan": (
        "peruntukan tujuan kegunaan maksud tujuanpenggunaan untukkeperluan keperluansktm "
        "maksudtujuan"
    ),
    "berlaku_sampai": (
        "masaberlaku berlakuhingga berlakusd berlakusampaidengan tanggalberakhir "
        "berlakusampaitanggal tglberlaku tglberakhir berakhir berlakusampaitgl"
    ),
    "nip": "nomorindukpegawai nrp nipnrp nrpnip nipbaru niplama",
    "instansi": "opd skpd unitkerja kantor satuankerja satker tempattugas instansiunitkerja dinas",
    "jenis": (
        "jenispegawai statuspegawai jenisasn statuskepegawaian golonganpegawai "
        "kategoripegawai jeniskepegawaian"
    ),
    "no_peserta": "nomorpeserta kpj nokpj nopesertabpjs nomorkpj nopesertabpjstk nomorkepesertaan",
    "upah": (
        "gaji upahbulanan upahdilaporkan gajipokok penghasilan upahterakhir nominalupah upahrp"
    ),
    "pemberi_kerja": (
        "perusahaan namaperusahaan tempatkerja badanusahapemberikerja npp namapemberikerja majikan"
    ),
    "badan_usaha": (
        "namabadanusaha perusahaan namaperusahaan namapt badanhukum perseroan namabadanhukum "
        "namaperseroan perseroanterbatas namabadan namausaha usaha pt namacv"
    ),
    "jabatan": "kedudukan posisi jabatandiperusahaan",
    "tanggal_meninggal": (
        "tglmeninggal tanggalkematian tglkematian tanggalwafat tglwafat tglmati tanggalmati "
        "meninggaltanggal"
    ),
    "no_akta": "nomorakta noaktakematian nomoraktakematian aktakematian noakte nomorakte",
    "id_pelanggan": "idpel nopelanggan nomorpelanggan idpelangganpln nometer nomormeter idpln",
    "daya_va": "daya dayaterpasang dayalistrik dayaterpasangva dayakontrak tarifdaya",
    "nopol": "nopolisi platnomor nomorkendaraan plat nomorplat noplat tnkb nokendaraan nomorpol",
    "roda": "jumlahroda jmlroda jenisroda rodakendaraan",
    "tahun": "tahunpembuatan thn tahunkendaraan thpembuatan",
    "merek": "merk merekkendaraan merktipe merktype merkkendaraan merektipe",
    "program": (
        "namaprogram jenisbantuan bantuan jenisbansos jenisprogram bansos programbantuan "
        "namabantuan"
    ),
    "periode": "bulan periodesalur tahap periodepenyaluran bulansalur masa",
    "nominal": "jumlah nilai jumlahbantuan nominalrp besaran nilaibantuan jumlahrp",
    "nomor": (
        "no nomoraduan noaduan noregistrasi nomorpengaduan nopengaduan noregister idaduan notiket"
    ),
    "tanggal": (
        "tgl tanggaladuan tgladuan tanggalpengaduan tanggalmasuk tglpengaduan tanggallaporan "
        "tglmasuk tanggalsurvei tglsurvei tanggalpengisian timestamp capwaktu"
    ),
    "kanal": "sumber media saluran kanalpengaduan melalui via sumberaduan",
    "kategori": "jenisaduan jenispengaduan kategoriaduan kategoripengaduan topik perihal",
    "isi": (
        "isiaduan isipengaduan uraian pengaduan aduan isilaporan uraianaduan keluhan "
        "uraianpengaduan materi deskripsi isikeluhan materiaduan"
    ),
    "no_kartu": (
        "nomorkartu nokartubpjs nomorkartubpjs nokartubpjskesehatan nomorkartubpjskesehatan noka "
        "nomorkartujkn nokartukis nomorkartukis nokis nomorkis nobpjs nomorbpjs nokartupeserta "
        "nomorkartupeserta nojkn nomorjkn"
    ),
    "tanggal_nonaktif": (
        "tglnonaktif tanggalpenonaktifan tglpenonaktifan tanggaldinonaktifkan tgldinonaktifkan "
        "tmtnonaktif nonaktifsejak tanggalkeluar tglkeluar tmt"
    ),
    "alasan": (
        "alasannonaktif alasanpenonaktifan alasandinonaktifkan alasankeluar penyebab sebab "
        "sebabnonaktif penyebabnonaktif keterangannonaktif"
    ),
    "layanan": (
        "jenislayanan namalayanan pelayanan jenispelayanan unitlayanan unitpelayanan "
        "jenislayananyangditerima layananyangditerima"
    ),
    "u1": _element(
        1,
        "kesesuaianpersyaratanpelayanandenganjenispelayanannya",
        "persyaratan kesesuaianpersyaratan",
    ),
    "u2": _element(
        2,
        "kemudahanprosedurpelayanandiunitini",
        "prosedur sistemmekanismedanprosedur sistemmekanismeprosedur kemudahanprosedur",
    ),
    "u3": _element(
        3,
        "kecepatanwaktudalammemberikanpelayanan",
        "waktu waktupenyelesaian waktupelayanan kecepatanwaktu kecepatanpelayanan",
    ),
    "u4": _element(4, "kewajaranbiayatarifdalampelayanan", "biaya biayatarif tarif kewajaranbiaya"),
    "u5": _element(
        5,
        "kesesuaianprodukpelayananantarayangtercantumdalamstandarpelayanandenganhasilyangdiberikan",
        "produk produkspesifikasijenispelayanan produklayanan produkpelayanan",
    ),
    "u6": _element(
        6,
        "kompetensikemampuanpetugasdalampelayanan",
        "kompetensi kompetensipelaksana kompetensipetugas kemampuanpetugas",
    ),
    "u7": _element(
        7,
        "perilakupetugasdalampelayananterkaitkesopanandankeramahan",
        "perilaku perilakupelaksana perilakupetugas kesopanandankeramahan",
    ),
    "u8": _element(
        8,
        "penangananpengaduanpenggunalayanan",
        "pengaduan penangananpengaduan penangananpengaduansarandanmasukan",
    ),
    "u9": _element(
        9,
        "kualitassaranadanprasarana",
        "sarana saranadanprasarana saranaprasarana sarpras kualitassarana",
    ),
    "id_temuan": "kodetemuan temuan",
    "nik_lapangan": "niklapangan nikhasilverifikasi nikyangbenar nikperbaikan",
    "hasil_verifikasi": "hasil hasilverval verifikasi hasilpengecekan",
    "catatan": "keterangan ket catatanpetugas",
    "petugas": "namapetugas petugasverifikasi verifikator",
    "tanggal_verifikasi": "tglverifikasi tanggalverval tglverval tanggalcek",
}
